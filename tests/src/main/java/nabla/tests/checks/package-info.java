/**
 * Checks of the browser's backends: a program that is compiled to WebAssembly and run in real browsers, where plans run on
 * a backend and are compared with {@link nabla.tests.checks.PlanInterpreter}.
 *
 * <p>The rule: a check knows only the {@link nabla.backend.Backend} interface, so that it holds for every backend.
 */
@NullMarked
package nabla.tests.checks;

import org.jspecify.annotations.NullMarked;
