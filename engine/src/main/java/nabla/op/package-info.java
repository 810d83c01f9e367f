/**
 * What operations mean: shapes, types, scalar expressions, gradients. Seven families (map, reduce, view, contract, gather,
 * concat, leaf), one place for each operation. Writing to places that indices name is a gather seen from the places, and a
 * random number is a map of its position and a seed; so neither needs a family.
 *
 * <p>The rule: nothing here knows how or where a value is computed.
 */
@NullMarked
package nabla.op;

import org.jspecify.annotations.NullMarked;
