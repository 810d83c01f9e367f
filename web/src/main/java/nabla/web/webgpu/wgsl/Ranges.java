package nabla.web.webgpu.wgsl;

import java.util.IdentityHashMap;
import java.util.Map;
import nabla.compile.Kernel;
import nabla.compile.Load;
import nabla.compile.Reduction;
import nabla.compile.Store;
import nabla.op.DType;
import nabla.op.Expr;
import nabla.op.Primitive;

/**
 * Between which bounds an integer expression lies, as far as is known when the shader is made: so that nobody needs to
 * check at run time what cannot overflow.
 */
final class Ranges {
    private final Kernel kernel;
    private final Map<Expr, Boolean> overflowing = new IdentityHashMap<>();
    private final Map<Expr, Range> known = new IdentityHashMap<>();

    Ranges(Kernel kernel) {
        this.kernel = kernel;
    }

    /** All integers from {@code low} to {@code high}. */
    record Range(long low, long high) {
        private static final Range DEVICE = new Range(Integer.MIN_VALUE, Integer.MAX_VALUE);

        /** Whether the device holds all of them. */
        boolean fits() {
            return low >= DEVICE.low && high <= DEVICE.high;
        }

        private Range clamped() {
            return new Range(Math.max(low, DEVICE.low), Math.min(high, DEVICE.high));
        }

        /** The sums of {@code count} of them. */
        Range times(int count) {
            return new Range(Math.min(0, low * count), Math.max(0, high * count));
        }
    }

    /** The result's range if the arguments fit; not what is left of it on the device. */
    Range of(Expr expression) {
        Range range = known.get(expression);
        if (range == null) {
            range = find(expression);
            known.put(expression, range);
        }
        return range;
    }

    private Range find(Expr expression) {
        if (expression.type() == DType.BOOL) {
            return new Range(0, 1);
        }
        switch (expression.primitive()) {
            case CONSTANT:
                return new Range((long) expression.value(), (long) expression.value());
            case INPUT:
                return of(kernel.loads().get(expression.index()));
            case NEGATE: {
                Range a = argument(expression, 0);
                return new Range(-a.high, -a.low);
            }
            case ABSOLUTE: {
                Range a = argument(expression, 0);
                return new Range(0, Math.max(Math.abs(a.low), Math.abs(a.high)));
            }
            case ADD: {
                Range a = argument(expression, 0);
                Range b = argument(expression, 1);
                return new Range(a.low + b.low, a.high + b.high);
            }
            case SUBTRACT: {
                Range a = argument(expression, 0);
                Range b = argument(expression, 1);
                return new Range(a.low - b.high, a.high - b.low);
            }
            case MULTIPLY: {
                Range a = argument(expression, 0);
                Range b = argument(expression, 1);
                long p = a.low * b.low;
                long q = a.low * b.high;
                long r = a.high * b.low;
                long s = a.high * b.high;
                return new Range(Math.min(Math.min(p, q), Math.min(r, s)), Math.max(Math.max(p, q), Math.max(r, s)));
            }
            case MAXIMUM, MINIMUM:
                return union(argument(expression, 0), argument(expression, 1));
            case SELECT:
                return union(argument(expression, 1), argument(expression, 2));
            case CAST:
                return expression.argument(0).type().isFloat() ? Range.DEVICE : argument(expression, 0);
            default:
                return Range.DEVICE;
        }
    }

    /** Whether a result may need more than the device's integers, given arguments that fit. */
    boolean overflows(Expr expression) {
        return expression.type() == DType.INT64
                && (!of(expression).fits()
                        || expression.primitive() == Primitive.POWER
                        || expression.primitive() == Primitive.CAST
                                && expression.argument(0).type().isFloat());
    }

    /** Whether this holds for the expression or anything in it. */
    boolean anyOverflows(Expr expression) {
        Boolean found = overflowing.get(expression);
        if (found == null) {
            found = overflows(expression);
            for (int i = 0; i < expression.arity() && !found; i++) {
                found = anyOverflows(expression.argument(i));
            }
            overflowing.put(expression, found);
        }
        return found;
    }

    /** Whether sums or products of the kernel's body may. */
    boolean reductionOverflows() {
        Expr body = kernel.body();
        if (body == null || body.type().isFloat()) {
            return false;
        }
        return kernel.reduction() == Reduction.SUM
                ? !of(body).clamped().times(kernel.reducedSize()).fits()
                : kernel.reduction() == Reduction.PRODUCT && body.type() == DType.INT64;
    }

    /** Whether anything in the kernel may. */
    boolean anyOverflows() {
        boolean any = reductionOverflows() || kernel.body() != null && anyOverflows(kernel.body());
        for (Store store : kernel.stores()) {
            any = any || anyOverflows(store.value());
        }
        return any;
    }

    private Range argument(Expr expression, int number) {
        return of(expression.argument(number)).clamped();
    }

    private static Range union(Range a, Range b) {
        return new Range(Math.min(a.low, b.low), Math.max(a.high, b.high));
    }

    private static Range of(Load load) {
        if (load instanceof Load.Position position) {
            return new Range(position.index().min(), position.index().max());
        }
        return load.type() == DType.UINT8
                ? new Range(0, 255)
                : load.type() == DType.BOOL ? new Range(0, 1) : Range.DEVICE;
    }
}
