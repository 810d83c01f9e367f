/**
 * What the tests of the whole start: the packed server, and real browsers under Selenium (Debian's Chromium through its
 * driver, Debian's Firefox through Marionette).
 *
 * <p>Debian packages no geckodriver, and what geckodriver does is small: it translates WebDriver's HTTP requests to
 * Marionette, the protocol that Firefox itself speaks. So the translation is done here, and a test is written once for
 * both browsers.
 *
 * <p>Rule: nothing is downloaded and nothing is left running; what is missing is an error that says how to install it.
 */
@NullMarked
package nabla.tests.harness;

import org.jspecify.annotations.NullMarked;
