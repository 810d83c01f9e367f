package nabla.backend.reference;

import nabla.op.DType;
import nabla.op.ErrorFunction;
import nabla.op.Expr;
import nabla.op.RandomBits;

/** Evaluates an expression for one element, in float64. */
public final class ScalarMath {
    private ScalarMath() {}

    /** Returns its value, given the inputs. */
    public static double evaluate(Expr e, double[] inputs) {
        switch (e.primitive()) {
            case CONSTANT:
                return e.value();
            case INPUT:
                return inputs[e.index()];
            case ACCUMULATOR:
                throw new IllegalStateException("an operation's expression has no accumulator");
            default:
                break;
        }
        double a = evaluate(e.argument(0), inputs);
        if (e.arity() == 1) {
            return unary(e, a);
        }
        double b = evaluate(e.argument(1), inputs);
        return switch (e.primitive()) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> e.type().isFloat() ? a / b : (double) ((long) a / (long) b);
            case POWER -> Math.pow(a, b);
            case MAXIMUM -> Math.max(a, b);
            case MINIMUM -> Math.min(a, b);
            case LESS -> a < b ? 1 : 0;
            case LESS_EQUAL -> a <= b ? 1 : 0;
            case EQUAL -> a == b ? 1 : 0;
            case RANDOM -> RandomBits.uniform((int) a, (int) b);
            case SELECT -> a != 0 ? b : evaluate(e.argument(2), inputs);
            default -> throw new IllegalStateException("not an operation of two numbers: " + e.primitive());
        };
    }

    private static double unary(Expr e, double a) {
        return switch (e.primitive()) {
            case NEGATE -> -a;
            case ABSOLUTE -> Math.abs(a);
            case EXP -> Math.exp(a);
            case LOG -> Math.log(a);
            case SQRT -> Math.sqrt(a);
            case SIN -> Math.sin(a);
            case COS -> Math.cos(a);
            case TANH -> Math.tanh(a);
            case FLOOR -> Math.floor(a);
            case ERF -> ErrorFunction.of(a);
            case IS_NAN -> Double.isNaN(a) ? 1 : 0;
            case CAST -> cast(e.type(), a);
            default -> throw new IllegalStateException("not an operation of one number: " + e.primitive());
        };
    }

    private static double cast(DType type, double a) {
        return type.isFloat() ? a : type == DType.BOOL ? (a != 0 ? 1 : 0) : (double) (long) a;
    }
}
