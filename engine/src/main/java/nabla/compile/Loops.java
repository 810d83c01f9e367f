package nabla.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Rewrites the loops of indexes and kernels: what backends do before they make code. */
public final class Loops {
    private Loops() {}

    /** The index that is this atom. */
    public static Index of(Atom atom) {
        return Index.of(atom);
    }

    /** One term of the sum: an atom times its coefficient. */
    public static Index term(Index index, int term) {
        return Index.of(index.atom(term)).times(index.coefficient(term));
    }

    /** The index with every loop counter replaced: {@code replacement} gives what stands for the counter of an axis. */
    public static Index replace(Index index, IntFunction<Index> replacement) {
        Index sum = Index.constant(index.constant());
        for (int term = 0; term < index.terms(); term++) {
            sum = sum.plus(replace(index.atom(term), replacement).times(index.coefficient(term)));
        }
        return sum;
    }

    private static Index replace(Atom atom, IntFunction<Index> replacement) {
        if (atom instanceof Atom.Loop loop) {
            return replacement.apply(loop.axis());
        }
        if (atom instanceof Atom.Quotient quotient) {
            return replace(quotient.of(), replacement).dividedBy(quotient.by());
        }
        if (atom instanceof Atom.Remainder remainder) {
            return replace(remainder.of(), replacement).modulo(remainder.by());
        }
        if (atom instanceof Atom.Lookup lookup) {
            Index address = replace(lookup.address(), replacement);
            return Index.of(new Atom.Lookup(lookup.slot(), address, lookup.extent()));
        }
        return Index.of(atom);
    }

    /** The bounds with every loop counter replaced. */
    public static List<Bound> replace(List<Bound> bounds, IntFunction<Index> replacement) {
        List<Bound> replaced = new ArrayList<>(bounds.size());
        for (Bound bound : bounds) {
            replaced.add(new Bound(replace(bound.value(), replacement), bound.extent()));
        }
        return replaced;
    }

    /** The load with every loop counter replaced. */
    public static Load replace(Load load, IntFunction<Index> replacement) {
        if (load instanceof Load.Memory memory) {
            Index address = replace(memory.address(), replacement);
            return new Load.Memory(memory.slot(), address, replace(memory.bounds(), replacement));
        }
        if (load instanceof Load.Position position) {
            return new Load.Position(replace(position.index(), replacement));
        }
        if (load instanceof Load.Inside inside) {
            return new Load.Inside(replace(inside.bounds(), replacement));
        }
        return load;
    }

    /** Whether the load's value changes with the loop. */
    public static boolean dependsOn(Load load, int axis) {
        if (load instanceof Load.Memory memory) {
            return memory.address().dependsOn(axis) || dependsOn(memory.bounds(), axis);
        }
        if (load instanceof Load.Position position) {
            return position.index().dependsOn(axis);
        }
        return load instanceof Load.Inside inside && dependsOn(inside.bounds(), axis);
    }

    private static boolean dependsOn(List<Bound> bounds, int axis) {
        for (Bound bound : bounds) {
            if (bound.value().dependsOn(axis)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The same kernel with as few loops as possible: loops of one pass are gone, and neighbouring loops that all indexes
     * run through as if they were one (an elementwise operation over dense memory, whatever its shape) are one.
     */
    public static Kernel merged(Kernel kernel) {
        return merged(kernel, 0);
    }

    /** Likewise, but the first {@code kept} loops stay as they are. */
    public static Kernel merged(Kernel kernel, int kept) {
        int rank = kernel.extents().length;
        int axes = rank + kernel.reduced().length;
        List<Index> indexes = new ArrayList<>();
        for (Load load : kernel.loads()) {
            collect(load, indexes);
        }
        for (Store store : kernel.stores()) {
            collect(store.address(), indexes);
        }
        List<Integer> extents = new ArrayList<>();
        int outputs = 0;
        int[] place = new int[axes];
        int previous = -1;
        for (int axis = 0; axis < axes; axis++) {
            int extent = axis < rank ? kernel.extents()[axis] : kernel.reduced()[axis - rank];
            place[axis] = -1;
            if (extent != 1 || axis < kept) {
                boolean sameKind = previous >= kept && previous < rank == axis < rank;
                if (sameKind && runAsOne(indexes, previous, axis, extent)) {
                    place[previous] = -1;
                    extent *= extents.remove(extents.size() - 1);
                } else if (axis < rank) {
                    outputs++;
                }
                place[axis] = extents.size();
                extents.add(extent);
                previous = axis;
            }
        }
        if (extents.size() == axes) {
            return kernel;
        }
        return rebuilt(kernel, extents, outputs, place);
    }

    private static Kernel rebuilt(Kernel kernel, List<Integer> extents, int outputs, int[] place) {
        int[] outer = new int[outputs];
        int[] reduced = new int[extents.size() - outputs];
        for (int i = 0; i < extents.size(); i++) {
            if (i < outputs) {
                outer[i] = extents.get(i);
            } else {
                reduced[i - outputs] = extents.get(i);
            }
        }
        return replace(
                kernel,
                outer,
                reduced,
                axis -> place[axis] < 0 ? Index.ZERO : Index.loop(place[axis], extents.get(place[axis])));
    }

    /** The kernel over other loops: {@code replacement} gives what stands for the counter of each of its own. */
    public static Kernel replace(Kernel kernel, int[] extents, int[] reduced, IntFunction<Index> replacement) {
        List<Load> loads = new ArrayList<>();
        for (Load load : kernel.loads()) {
            loads.add(replace(load, replacement));
        }
        List<Store> stores = new ArrayList<>();
        for (Store store : kernel.stores()) {
            stores.add(new Store(store.slot(), replace(store.address(), replacement), store.value()));
        }
        return new Kernel(kernel.label(), loads, extents, reduced, kernel.reduction(), kernel.body(), stores);
    }

    private static boolean runAsOne(List<Index> indexes, int outer, int inner, int innerExtent) {
        for (Index index : indexes) {
            if ((long) index.strideOf(inner) * innerExtent != index.strideOf(outer)) {
                return false;
            }
        }
        return true;
    }

    private static void collect(Load load, List<Index> indexes) {
        List<Bound> bounds = List.of();
        if (load instanceof Load.Memory memory) {
            collect(memory.address(), indexes);
            bounds = memory.bounds();
        } else if (load instanceof Load.Position position) {
            collect(position.index(), indexes);
        } else if (load instanceof Load.Inside inside) {
            bounds = inside.bounds();
        }
        for (Bound bound : bounds) {
            collect(bound.value(), indexes);
        }
    }

    private static void collect(Index index, List<Index> indexes) {
        indexes.add(index);
        for (int term = 0; term < index.terms(); term++) {
            Atom atom = index.atom(term);
            if (atom instanceof Atom.Quotient quotient) {
                collect(quotient.of(), indexes);
            } else if (atom instanceof Atom.Remainder remainder) {
                collect(remainder.of(), indexes);
            } else if (atom instanceof Atom.Lookup lookup) {
                collect(lookup.address(), indexes);
            }
        }
    }
}
