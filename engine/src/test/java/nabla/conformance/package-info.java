/**
 * Holds the engine against what PyTorch answered, case by case, on the standard device. A small library that runs on the
 * JVM and, compiled with the checks of the browser's backends, in browsers.
 *
 * <p>Its one rule: what a browser needs (all but {@code CaseFiles}, {@code DatasetFiles} and {@code ConformanceTest})
 * uses neither files, JUnit nor regular expressions.
 */
@NullMarked
package nabla.conformance;

import org.jspecify.annotations.NullMarked;
