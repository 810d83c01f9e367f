package nabla.tests.checks;

import java.util.Arrays;
import java.util.List;
import nabla.compile.Atom;
import nabla.compile.Bound;
import nabla.compile.Index;
import nabla.compile.Kernel;
import nabla.compile.Load;
import nabla.compile.Plan;
import nabla.compile.Slot;
import nabla.compile.Store;
import nabla.op.DType;
import nabla.op.Expr;
import nabla.op.Primitive;
import nabla.op.RandomBits;

/** Runs a plan in float64, element by element, as its documentation says: slow, and too plain to be wrong. */
final class PlanInterpreter {
    private final Plan plan;
    private final double[][] leaves;
    private final double[][] outputs;
    private final double[] scalars;
    private final double[] workspace;
    private Kernel kernel;
    private int[] counters = {};
    private double accumulator;

    /** Leaves that the plan updates are changed in place. */
    PlanInterpreter(Plan plan, double[][] leaves, double[] scalars) {
        this.plan = plan;
        this.leaves = leaves;
        this.scalars = scalars;
        this.kernel = plan.kernels().get(0);
        workspace = new double[plan.workspaceBytes() / 4 + 1];
        outputs = new double[plan.outputs().size()][];
        for (int i = 0; i < outputs.length; i++) {
            Slot slot = plan.outputs().get(i);
            outputs[i] = slot.place() == Slot.Place.LEAF ? leaves[slot.number()] : new double[slot.size()];
        }
    }

    /** The values of the plan's outputs. */
    double[][] run() {
        for (Kernel next : plan.kernels()) {
            kernel = next;
            counters = new int[next.extents().length + next.reduced().length];
            outputLoops(0);
        }
        return outputs;
    }

    private void outputLoops(int axis) {
        if (axis < kernel.extents().length) {
            for (int i = 0; i < kernel.extents()[axis]; i++) {
                counters[axis] = i;
                outputLoops(axis + 1);
            }
            return;
        }
        reduce();
        double[] values = new double[kernel.stores().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(kernel.stores().get(i).value());
        }
        for (int i = 0; i < values.length; i++) {
            Store store = kernel.stores().get(i);
            memory(store.slot())[at(store.slot(), store.address())] = values[i];
        }
    }

    private void reduce() {
        if (kernel.reduction() == null || kernel.body() == null) {
            return;
        }
        boolean whole = !kernel.body().type().isFloat();
        double low = whole ? Integer.MIN_VALUE : Double.NEGATIVE_INFINITY;
        switch (kernel.reduction()) {
            case SUM -> accumulator = 0;
            case PRODUCT -> accumulator = 1;
            case MAXIMUM -> accumulator = low;
            case MINIMUM -> accumulator = whole ? Integer.MAX_VALUE : -low;
            default -> accumulator = 0;
        }
        double best = Double.NaN;
        int rank = kernel.extents().length;
        for (int r = 0; r < kernel.reducedSize(); r++) {
            int rest = r;
            for (int axis = kernel.reduced().length - 1; axis >= 0; axis--) {
                counters[rank + axis] = rest % kernel.reduced()[axis];
                rest /= kernel.reduced()[axis];
            }
            double value = value(kernel.body());
            switch (kernel.reduction()) {
                case SUM -> accumulator += value;
                case PRODUCT -> accumulator *= value;
                case MAXIMUM -> accumulator = Math.max(accumulator, value);
                case MINIMUM -> accumulator = Math.min(accumulator, value);
                case ARGMAX, ARGMIN -> {
                    boolean better = kernel.reduction() == nabla.compile.Reduction.ARGMAX ? value > best : value < best;
                    if (r == 0 || better || Double.isNaN(value) && !Double.isNaN(best)) {
                        best = value;
                        accumulator = r;
                    }
                }
            }
        }
    }

    private double[] memory(Slot slot) {
        return switch (slot.place()) {
            case LEAF -> leaves[slot.number()];
            case OUTPUT -> outputs[slot.number()];
            case WORKSPACE -> workspace;
        };
    }

    private int at(Slot slot, Index address) {
        int element = index(address);
        if (element < 0 || element >= slot.size()) {
            throw new AssertionError(
                    kernel.label() + ": element " + element + " of " + slot + " at " + Arrays.toString(counters));
        }
        return slot.place() == Slot.Place.WORKSPACE ? slot.offset() / 4 + element : element;
    }

    private int index(Index index) {
        int sum = index.constant();
        for (int i = 0; i < index.terms(); i++) {
            sum += index.coefficient(i) * atom(index.atom(i));
        }
        return sum;
    }

    private int atom(Atom atom) {
        if (atom instanceof Atom.Loop loop) {
            return counters[loop.axis()];
        }
        if (atom instanceof Atom.Argument argument) {
            return (int) scalars[argument.scalar()];
        }
        if (atom instanceof Atom.Quotient quotient) {
            return Math.floorDiv(index(quotient.of()), quotient.by());
        }
        if (atom instanceof Atom.Remainder remainder) {
            return Math.floorMod(index(remainder.of()), remainder.by());
        }
        Atom.Lookup lookup = (Atom.Lookup) atom;
        return (int) memory(lookup.slot())[at(lookup.slot(), lookup.address())];
    }

    private boolean inside(List<Bound> bounds) {
        for (Bound bound : bounds) {
            int value = index(bound.value());
            if (value < 0 || value >= bound.extent()) {
                return false;
            }
        }
        return true;
    }

    private double load(Load load) {
        if (load instanceof Load.Scalar scalar) {
            return scalars[scalar.number()];
        }
        if (load instanceof Load.Position position) {
            return index(position.index());
        }
        if (load instanceof Load.Inside inside) {
            return inside(inside.bounds()) ? 1 : 0;
        }
        Load.Memory from = (Load.Memory) load;
        return inside(from.bounds()) ? memory(from.slot())[at(from.slot(), from.address())] : 0;
    }

    private double value(Expr expression) {
        Primitive primitive = expression.primitive();
        if (primitive == Primitive.CONSTANT) {
            return expression.value();
        }
        if (primitive == Primitive.INPUT) {
            return load(kernel.loads().get(expression.index()));
        }
        if (primitive == Primitive.ACCUMULATOR) {
            return accumulator;
        }
        double a = value(expression.argument(0));
        double b = expression.arity() > 1 ? value(expression.argument(1)) : 0;
        boolean whole = !expression.type().isFloat();
        return switch (primitive) {
            case NEGATE -> -a;
            case ABSOLUTE -> Math.abs(a);
            case EXP -> Math.exp(a);
            case LOG -> Math.log(a);
            case SQRT -> Math.sqrt(a);
            case SIN -> Math.sin(a);
            case COS -> Math.cos(a);
            case TANH -> Math.tanh(Math.max(-20, Math.min(20, a))); // TeaVM's own overflows
            case IS_NAN -> Double.isNaN(a) ? 1 : 0;
            case RANDOM -> RandomBits.uniform((int) a, (int) b);
            case FLOOR -> Math.floor(a);
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> whole ? (int) a / (int) b : a / b;
            case POWER -> Math.pow(a, b);
            case MAXIMUM -> Math.max(a, b);
            case MINIMUM -> Math.min(a, b);
            case LESS -> a < b ? 1 : 0;
            case LESS_EQUAL -> a <= b ? 1 : 0;
            case EQUAL -> a == b ? 1 : 0;
            case SELECT -> a != 0 ? b : value(expression.argument(2));
            case CAST -> cast(a, expression.type());
            default -> throw new AssertionError(primitive);
        };
    }

    private static double cast(double value, DType type) {
        return type == DType.BOOL ? (value != 0 ? 1 : 0) : type.isFloat() ? value : (long) value;
    }
}
