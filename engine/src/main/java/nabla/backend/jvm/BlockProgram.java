package nabla.backend.jvm;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nabla.compile.Bound;
import nabla.compile.Index;
import nabla.compile.Load;
import nabla.op.DType;
import nabla.op.Expr;
import nabla.op.Primitive;

/**
 * Evaluates expressions for a block of neighbouring iterations at a time: each step is one loop over one primitive. Blocks
 * are doubles, rounded to float after every float32 step, which gives float32's own results.
 */
final class BlockProgram {
    /** Iterations in a block: small enough for the cache, large enough to forget the interpreter's cost. */
    static final int BLOCK = 512;

    private final List<Load> loads;
    private final List<Expr> steps = new ArrayList<>();
    private final Map<Expr, double[]> blocks = new IdentityHashMap<>();
    private final double[] accumulator;
    private final IndexBlocks indexes = new IndexBlocks();

    /**
     * @param roots what to evaluate
     * @param loads what inputs stand for
     * @param accumulator the block that {@link Primitive#ACCUMULATOR} stands for
     */
    BlockProgram(List<Expr> roots, List<Load> loads, double[] accumulator) {
        this.loads = loads;
        this.accumulator = accumulator;
        for (Expr root : roots) {
            add(root);
        }
    }

    private void add(Expr expression) {
        if (blocks.containsKey(expression)) {
            return;
        }
        for (int i = 0; i < expression.arity(); i++) {
            add(expression.argument(i));
        }
        boolean isAccumulator = expression.primitive() == Primitive.ACCUMULATOR;
        blocks.put(expression, isAccumulator ? accumulator : new double[BLOCK]);
        if (!isAccumulator) {
            steps.add(expression);
        }
    }

    /** The values of a root after {@link #run}. */
    double[] block(Expr root) {
        return Objects.requireNonNull(blocks.get(root));
    }

    /** Evaluates {@code count} iterations from the counters' position along {@code axis}; -1 if there is no such loop. */
    void run(Run run, int[] counters, int axis, int count) {
        for (Expr step : steps) {
            double[] out = block(step);
            if (step.primitive() == Primitive.INPUT) {
                load(loads.get(step.index()), out, run, counters, axis, count);
            } else if (step.primitive() == Primitive.CONSTANT) {
                double value = step.type() == DType.FLOAT32 ? (float) step.value() : step.value();
                java.util.Arrays.fill(out, 0, count, value);
            } else {
                double[] a = block(step.argument(0));
                double[] b = step.arity() > 1 ? block(step.argument(1)) : a;
                double[] c = step.arity() > 2 ? block(step.argument(2)) : a;
                Primitives.apply(step, out, a, b, c, count);
            }
        }
    }

    private void load(Load load, double[] out, Run run, int[] counters, int axis, int count) {
        if (load instanceof Load.Scalar scalar) {
            double value = run.scalar(scalar.number());
            java.util.Arrays.fill(out, 0, count, scalar.type() == DType.FLOAT32 ? (float) value : value);
        } else if (load instanceof Load.Memory memory
                && memory.bounds().isEmpty()
                && isLinear(memory.address(), axis)) {
            int from = run.start(memory.slot()) + run.of(memory.address(), counters);
            int stride = axis < 0 ? 0 : memory.address().strideOf(axis);
            run.cells(memory.slot()).read(memory.slot().type(), from, stride, out, count);
        } else {
            indexes.load(load, out, run, counters, axis, count);
        }
    }

    private static boolean isLinear(Index address, int axis) {
        return axis < 0 || address.variesOnlyLinearly(axis);
    }

    /** Whether all bounds hold at the loops' counters. */
    static boolean holds(List<Bound> bounds, Run run, int[] counters) {
        for (Bound bound : bounds) {
            int value = run.of(bound.value(), counters);
            if (value < 0 || value >= bound.extent()) {
                return false;
            }
        }
        return true;
    }
}
