package nabla.web.simd;

import java.util.ArrayList;
import java.util.List;
import nabla.compile.Bound;
import nabla.compile.Index;
import nabla.compile.Kernel;
import nabla.compile.Load;
import nabla.compile.Loops;
import nabla.compile.Slot;
import nabla.compile.Store;
import nabla.op.Expr;
import org.jspecify.annotations.Nullable;

/**
 * Rids a load of its bounds by copying what it reads into scratch memory with a border of zeros: a padded convolution then
 * is a contraction over plainly strided memory. Every element is copied once and read many times.
 *
 * @param copy the kernel that fills the scratch memory
 * @param load reads from there without bounds
 */
record Padding(Kernel copy, Load.Memory load) {

    /**
     * The padding of a load whose bounds are on coordinates that grow linearly with the loops; null for any other.
     *
     * @param bound the first loops run around both the copy and what reads it: one pass of them is copied at a time
     */
    static @Nullable Padding of(Load.Memory load, int[] loopExtents, int bound, Scratch scratch) {
        List<Bound> bounds = load.bounds();
        Index rest = load.address();
        int[] strides = new int[bounds.size()];
        for (int j = 0; j < strides.length; j++) {
            Index coordinate = bounds.get(j).value();
            int axis = firstAxis(coordinate, loopExtents.length);
            if (!coordinate.isAffine() || axis < 0 || rest.strideOf(axis) % coordinate.strideOf(axis) != 0) {
                return null;
            }
            strides[j] = rest.strideOf(axis) / coordinate.strideOf(axis);
            rest = rest.minus(coordinate.times(strides[j]));
        }
        List<Integer> kept = new ArrayList<>();
        for (int axis = 0; axis < loopExtents.length; axis++) {
            if (rest.dependsOn(axis) || axis < bound) {
                kept.add(axis);
                for (Bound each : bounds) {
                    if (each.value().dependsOn(axis)) {
                        return null;
                    }
                }
            }
        }
        return made(load, rest, kept, strides, loopExtents, bound, scratch);
    }

    private static Padding made(
            Load.Memory load,
            Index rest,
            List<Integer> kept,
            int[] strides,
            int[] loopExtents,
            int bound,
            Scratch memory) {
        List<Bound> bounds = load.bounds();
        int[] extents = new int[kept.size() + strides.length];
        for (int i = 0; i < kept.size(); i++) {
            extents[i] = loopExtents[kept.get(i)];
        }
        for (int j = 0; j < strides.length; j++) {
            Index coordinate = bounds.get(j).value();
            extents[kept.size() + j] = (int) (coordinate.max() - coordinate.min() + 1);
        }
        int[] scratchStrides = new int[extents.length];
        int size = 1;
        for (int i = extents.length - 1; i >= bound; i--) {
            scratchStrides[i] = size;
            size *= extents[i];
        }
        Index source = Loops.replace(rest, axis -> Index.loop(kept.indexOf(axis), loopExtents[axis]));
        Index target = Index.ZERO;
        Index address = Index.ZERO;
        List<Bound> checks = new ArrayList<>();
        for (int i = 0; i < extents.length; i++) {
            Index counter = Index.loop(i, extents[i]);
            target = target.plus(counter.times(scratchStrides[i]));
            if (i < kept.size()) {
                address = address.plus(Index.loop(kept.get(i), extents[i]).times(scratchStrides[i]));
            } else {
                Bound check = bounds.get(i - kept.size());
                int first = (int) check.value().min();
                source = source.plus(counter.plus(first).times(strides[i - kept.size()]));
                address = address.plus(check.value().plus(-first).times(scratchStrides[i]));
                checks.add(new Bound(counter.plus(first), check.extent()));
            }
        }
        Slot scratch = memory.take(load.slot().type(), size);
        Store store = new Store(scratch, target, Expr.input(0, load.type()));
        Load.Memory checked = new Load.Memory(load.slot(), source, checks);
        Kernel copy = new Kernel("pad", List.of(checked), extents, new int[0], null, null, List.of(store));
        return new Padding(copy, new Load.Memory(scratch, address, List.of()));
    }

    private static int firstAxis(Index index, int axes) {
        for (int axis = 0; axis < axes; axis++) {
            if (index.strideOf(axis) != 0) {
                return axis;
            }
        }
        return -1;
    }
}
