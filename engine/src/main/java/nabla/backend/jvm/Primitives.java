package nabla.backend.jvm;

import nabla.op.DType;
import nabla.op.Expr;
import nabla.op.RandomBits;

/** One loop a primitive. */
final class Primitives {
    private Primitives() {}

    /** {@code out[i] = primitive(a[i], b[i], c[i])}, rounded to the step's type. */
    static void apply(Expr step, double[] out, double[] a, double[] b, double[] c, int count) {
        switch (step.primitive()) {
            case NEGATE:
                for (int i = 0; i < count; i++) {
                    out[i] = -a[i];
                }
                return;
            case ABSOLUTE:
                for (int i = 0; i < count; i++) {
                    out[i] = Math.abs(a[i]);
                }
                return;
            case MAXIMUM:
                for (int i = 0; i < count; i++) {
                    out[i] = Math.max(a[i], b[i]);
                }
                return;
            case MINIMUM:
                for (int i = 0; i < count; i++) {
                    out[i] = Math.min(a[i], b[i]);
                }
                return;
            case LESS:
                for (int i = 0; i < count; i++) {
                    out[i] = a[i] < b[i] ? 1 : 0;
                }
                return;
            case LESS_EQUAL:
                for (int i = 0; i < count; i++) {
                    out[i] = a[i] <= b[i] ? 1 : 0;
                }
                return;
            case EQUAL:
                for (int i = 0; i < count; i++) {
                    out[i] = a[i] == b[i] ? 1 : 0;
                }
                return;
            case SELECT:
                for (int i = 0; i < count; i++) {
                    out[i] = a[i] != 0 ? b[i] : c[i];
                }
                return;
            case FLOOR:
                for (int i = 0; i < count; i++) {
                    out[i] = Math.floor(a[i]);
                }
                return;
            case IS_NAN:
                for (int i = 0; i < count; i++) {
                    out[i] = Double.isNaN(a[i]) ? 1 : 0;
                }
                return;
            case RANDOM:
                for (int i = 0; i < count; i++) {
                    out[i] = RandomBits.uniform((int) a[i], (int) b[i]);
                }
                return;
            case CAST:
                cast(step.type(), out, a, count);
                return;
            default:
                arithmetic(step, out, a, b, count);
        }
    }

    private static void cast(DType type, double[] out, double[] a, int count) {
        for (int i = 0; i < count; i++) {
            out[i] = switch (type) {
                case FLOAT32 -> (float) a[i];
                case BOOL -> a[i] != 0 ? 1 : 0;
                default -> (long) a[i];
            };
        }
    }

    private static void arithmetic(Expr step, double[] out, double[] a, double[] b, int count) {
        switch (step.primitive()) {
            case ADD:
                for (int i = 0; i < count; i++) {
                    out[i] = a[i] + b[i];
                }
                break;
            case SUBTRACT:
                for (int i = 0; i < count; i++) {
                    out[i] = a[i] - b[i];
                }
                break;
            case MULTIPLY:
                for (int i = 0; i < count; i++) {
                    out[i] = a[i] * b[i];
                }
                break;
            case DIVIDE:
                for (int i = 0; i < count; i++) {
                    out[i] = a[i] / b[i];
                }
                break;
            case POWER:
                for (int i = 0; i < count; i++) {
                    out[i] = Math.pow(a[i], b[i]);
                }
                break;
            case EXP:
                for (int i = 0; i < count; i++) {
                    out[i] = Math.exp(a[i]);
                }
                break;
            case LOG:
                for (int i = 0; i < count; i++) {
                    out[i] = Math.log(a[i]);
                }
                break;
            case SQRT:
                for (int i = 0; i < count; i++) {
                    out[i] = Math.sqrt(a[i]);
                }
                break;
            case SIN:
                for (int i = 0; i < count; i++) {
                    out[i] = Math.sin(a[i]);
                }
                break;
            case COS:
                for (int i = 0; i < count; i++) {
                    out[i] = Math.cos(a[i]);
                }
                break;
            case TANH:
                for (int i = 0; i < count; i++) {
                    out[i] = Math.tanh(a[i]);
                }
                break;
            default:
                throw new IllegalStateException("not arithmetic: " + step.primitive());
        }
        if (step.type() == DType.FLOAT32) {
            for (int i = 0; i < count; i++) {
                out[i] = (float) out[i];
            }
        } else {
            for (int i = 0; i < count; i++) {
                out[i] = (long) out[i];
            }
        }
    }
}
