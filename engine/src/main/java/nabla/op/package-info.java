/**
 * What operations mean: shapes, types, scalar expressions, gradients. Seven families, one place for each operation.
 *
 * <p>The rule: nothing here knows how or where a value is computed.
 */
@NullMarked
package nabla.op;

import org.jspecify.annotations.NullMarked;
