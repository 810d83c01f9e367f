package nabla.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import nabla.op.DType;
import nabla.op.Expr;
import nabla.op.Primitive;
import org.jspecify.annotations.Nullable;

/**
 * Splits a sum that skips most of its terms. The gradient of a pooling or of a convolution with a stride of 2 has, for
 * output {@code i} and kernel place {@code k}, only terms where {@code (i - k) % 2} is 0. For all even {@code i} these are
 * the even {@code k}, for all odd {@code i} the odd ones: two kernels without any condition, quotient or remainder.
 */
public final class Phases {
    private static final int MOST = 16;

    private Phases() {}

    /** Kernels that together do the same, as free of remainders as possible; the kernel itself if nothing can be split. */
    public static List<Kernel> split(Kernel kernel) {
        List<Kernel> kernels = List.of(kernel);
        while (kernels.size() <= MOST) {
            List<Kernel> finer = new ArrayList<>();
            for (Kernel each : kernels) {
                finer.addAll(splitOnce(each));
            }
            if (finer.size() == kernels.size()) {
                return finer;
            }
            kernels = finer;
        }
        return List.of(kernel);
    }

    private static List<Kernel> splitOnce(Kernel kernel) {
        Expr body = kernel.body();
        if (kernel.reduction() != Reduction.SUM || body == null) {
            return List.of(kernel);
        }
        for (Load load : kernel.loads()) {
            for (Bound bound : boundsOf(load)) {
                Atom.Remainder remainder = skipped(bound);
                if (remainder != null && isZeroOutside(body, bound, kernel.loads())) {
                    List<Kernel> phases = split(kernel, remainder);
                    if (!phases.isEmpty()) {
                        return phases;
                    }
                }
            }
        }
        return List.of(kernel);
    }

    private static List<Bound> boundsOf(Load load) {
        return load instanceof Load.Memory memory
                ? memory.bounds()
                : load instanceof Load.Inside inside ? inside.bounds() : List.of();
    }

    /** The remainder that a bound demands to be 0; null if it is another kind of bound. */
    private static Atom.@Nullable Remainder skipped(Bound bound) {
        Index value = bound.value();
        return bound.extent() == 1
                        && value.terms() == 1
                        && value.constant() == 0
                        && value.coefficient(0) == 1
                        && value.atom(0) instanceof Atom.Remainder remainder
                        && remainder.of().isAffine()
                ? remainder
                : null;
    }

    private static boolean isZeroOutside(Expr value, Bound bound, List<Load> loads) {
        return switch (value.primitive()) {
            case CONSTANT -> value.value() == 0;
            case INPUT -> boundsOf(loads.get(value.index())).contains(bound);
            case MULTIPLY ->
                isZeroOutside(value.argument(0), bound, loads) || isZeroOutside(value.argument(1), bound, loads);
            case ADD ->
                isZeroOutside(value.argument(0), bound, loads) && isZeroOutside(value.argument(1), bound, loads);
            case NEGATE, CAST -> isZeroOutside(value.argument(0), bound, loads);
            case SELECT -> {
                Expr condition = value.argument(0);
                boolean isFalse = condition.primitive() == Primitive.INPUT
                        && condition.type() == DType.BOOL
                        && isZeroOutside(condition, bound, loads);
                yield isZeroOutside(value.argument(2), bound, loads)
                        && (isFalse || isZeroOutside(value.argument(1), bound, loads));
            }
            default -> false;
        };
    }

    /** One kernel for each phase of the output loop in the remainder; none if it has not one output and one reduced loop. */
    private static List<Kernel> split(Kernel kernel, Atom.Remainder remainder) {
        int rank = kernel.extents().length;
        Index of = remainder.of();
        int output = -1;
        int reduced = -1;
        for (int axis = 0; axis < rank + kernel.reduced().length; axis++) {
            if (of.dependsOn(axis)) {
                if ((axis < rank ? output : reduced) >= 0) {
                    return List.of();
                }
                if (axis < rank) {
                    output = axis;
                } else {
                    reduced = axis;
                }
            }
        }
        boolean fits = output >= 0 && reduced >= 0 && of.terms() == 2 && Math.abs(of.strideOf(reduced)) == 1;
        int by = remainder.by();
        if (!fits || kernel.extents()[output] < by) {
            return List.of();
        }
        List<Kernel> phases = new ArrayList<>();
        for (int phase = 0; phase < by; phase++) {
            int known = of.constant() + of.strideOf(output) * phase;
            int first = Math.floorMod(of.strideOf(reduced) < 0 ? known : -known, by);
            phases.add(phase(kernel, output, phase, reduced, first, by));
        }
        return phases;
    }

    private static Kernel phase(Kernel kernel, int output, int phase, int reduced, int first, int by) {
        int rank = kernel.extents().length;
        int[] extents = kernel.extents().clone();
        int[] inner = kernel.reduced().clone();
        extents[output] = (extents[output] - phase + by - 1) / by;
        inner[reduced - rank] = Math.max(0, (inner[reduced - rank] - first + by - 1) / by);
        IntFunction<Index> replacement = axis -> {
            int extent = Math.max(1, axis < rank ? extents[axis] : inner[axis - rank]);
            Index counter = Index.loop(axis, extent);
            return axis == output
                    ? counter.times(by).plus(phase)
                    : axis == reduced ? counter.times(by).plus(first) : counter;
        };
        List<Load> loads = new ArrayList<>();
        for (Load load : kernel.loads()) {
            loads.add(withoutIdleBounds(Loops.replace(load, replacement)));
        }
        List<Store> stores = new ArrayList<>();
        for (Store store : kernel.stores()) {
            stores.add(new Store(store.slot(), Loops.replace(store.address(), replacement), store.value()));
        }
        return new Kernel(kernel.label(), loads, extents, inner, kernel.reduction(), kernel.body(), stores);
    }

    private static Load withoutIdleBounds(Load load) {
        List<Bound> kept = new ArrayList<>();
        for (Bound bound : boundsOf(load)) {
            if (!bound.always()) {
                kept.add(bound);
            }
        }
        if (load instanceof Load.Memory memory) {
            return new Load.Memory(memory.slot(), memory.address(), kept);
        }
        return load instanceof Load.Inside ? new Load.Inside(kept) : load;
    }
}
