/**
 * Brings graphs to devices: finds or makes the plan, binds memory, runs, and frees what nobody holds any more.
 *
 * <p>The rule: only {@link nabla.runtime.Device#read} may wait.
 */
@NullMarked
package nabla.runtime;

import org.jspecify.annotations.NullMarked;
