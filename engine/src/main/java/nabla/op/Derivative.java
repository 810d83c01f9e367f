package nabla.op;

import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The derivative of a scalar expression with respect to one of its inputs, as an expression: forward differentiation. */
final class Derivative {
    private final int input;
    private final Map<Expr, Expr> known = new IdentityHashMap<>();

    private Derivative(int input) {
        this.input = input;
    }

    /** The derivative, or null if it is zero everywhere. */
    static @Nullable Expr of(Expr expression, int input) {
        return new Derivative(input).of(expression);
    }

    private @Nullable Expr of(Expr e) {
        if (e.primitive() == Primitive.INPUT) {
            return e.index() == input ? Expr.constant(1, e.type()) : null;
        }
        if (known.containsKey(e)) {
            return known.get(e);
        }
        Expr result = compute(e);
        known.put(e, result);
        return result;
    }

    private @Nullable Expr compute(Expr e) {
        Expr a = e.arity() > 0 ? e.argument(0) : e;
        Expr da = e.arity() > 0 ? of(a) : null;
        switch (e.primitive()) {
            case NEGATE:
                return da == null ? null : da.neg();
            case ABSOLUTE:
                return da == null
                        ? null
                        : a.gt(Expr.ZERO).where(da, a.lt(Expr.ZERO).where(da.neg(), Expr.ZERO));
            case EXP:
                return times(da, e);
            case LOG:
                return da == null ? null : da.div(a);
            case SQRT:
                return da == null ? null : da.div(Expr.constant(2).mul(e));
            case SIN:
                return times(da, a.cos());
            case COS:
                return times(da, a.sin().neg());
            case TANH:
                return times(da, Expr.ONE.sub(e.mul(e)));
            case ERF:
                return times(da, a.mul(a).neg().exp().mul(Expr.constant(2 / Math.sqrt(Math.PI))));
            case CAST:
                return da == null || !e.type().isFloat() ? null : da.cast(e.type());
            case CONSTANT, INPUT, ACCUMULATOR, FLOOR, IS_NAN, LESS, LESS_EQUAL, EQUAL, RANDOM:
                return null;
            default:
                return ofTwo(e, a, da);
        }
    }

    private @Nullable Expr ofTwo(Expr e, Expr a, @Nullable Expr da) {
        Expr b = e.argument(1);
        Expr db = of(b);
        if (e.primitive() == Primitive.SELECT) {
            Expr dc = of(e.argument(2));
            return db == null && dc == null ? null : a.where(orZero(db, e.type()), orZero(dc, e.type()));
        }
        if (da == null && db == null) {
            return null;
        }
        switch (e.primitive()) {
            case ADD:
                return plus(da, db);
            case SUBTRACT:
                return plus(da, db == null ? null : db.neg());
            case MULTIPLY:
                return plus(times(da, b), times(db, a));
            case DIVIDE:
                return plus(
                        da == null ? null : da.div(b),
                        db == null ? null : db.mul(e).div(b).neg());
            case POWER:
                return plus(times(da, powerSlope(a, b)), times(db, exponentSlope(e, a, b)));
            case MAXIMUM:
                return plus(limited(a, b, a.lt(b), da), limited(a, b, b.lt(a), db));
            case MINIMUM:
                return plus(limited(a, b, b.lt(a), da), limited(a, b, a.lt(b), db));
            default:
                throw new IllegalStateException("no derivative for " + e.primitive());
        }
    }

    /** Of a power with respect to its base: 0 where the exponent is 0, also at base 0. */
    private static Expr powerSlope(Expr base, Expr exponent) {
        Expr zero = Expr.constant(0, base.type());
        return exponent.eq(Expr.ZERO).where(zero, exponent.mul(base.pow(exponent.sub(Expr.ONE))));
    }

    /** Of a power with respect to its exponent: 0 where the power is 0 whatever a small change of the exponent. */
    private static Expr exponentSlope(Expr power, Expr base, Expr exponent) {
        Expr zero = Expr.constant(0, base.type());
        Expr slope = power.mul(base.log());
        return base.eq(Expr.ZERO).where(exponent.ge(Expr.ZERO).where(zero, slope), slope);
    }

    /**
     * What one side adds to the slope of a maximum or minimum, as PyTorch has it: half of its own where both are equal,
     * nothing where it is the one left out, which beside a NaN neither is.
     */
    private static @Nullable Expr limited(Expr a, Expr b, Expr isLeftOut, @Nullable Expr slope) {
        if (slope == null) {
            return null;
        }
        Expr zero = Expr.constant(0, slope.type());
        return isLeftOut.where(zero, a.eq(b).where(slope.mul(Expr.constant(0.5)), slope));
    }

    private static Expr orZero(@Nullable Expr e, DType type) {
        return e == null ? Expr.constant(0, type) : e;
    }

    private static @Nullable Expr plus(@Nullable Expr x, @Nullable Expr y) {
        return x == null ? y : y == null ? x : x.add(y);
    }

    private static @Nullable Expr times(@Nullable Expr derivative, Expr factor) {
        return derivative == null ? null : derivative.mul(factor);
    }
}
