package nabla.web.webgpu.wgsl;

import java.util.IdentityHashMap;
import java.util.Map;
import nabla.compile.Kernel;
import nabla.compile.Load;
import nabla.op.DType;
import nabla.op.Expr;
import nabla.op.Primitive;

/**
 * Scalar expressions as WGSL. What occurs twice is given a name and computed once, and so is every load. For one block of
 * code: the names are gone when it ends.
 */
final class Expressions {
    /** Powers are computed as floats, which hold every integer up to here. */
    private static final String EXACT = "16777216.0f";

    private final Kernel kernel;
    private final Memory memory;
    private final Indexes indexes;
    private final Code code;
    private final String accumulator;
    private final Map<Expr, Integer> uses = new IdentityHashMap<>();
    private final Map<Expr, String> done = new IdentityHashMap<>();
    private final Map<Expr, String> overflows = new IdentityHashMap<>();
    private final Ranges ranges;
    private final String[] loaded;

    /**
     * @param accumulator the text for {@link Primitive#ACCUMULATOR}: a float, or an integer for all other types
     */
    Expressions(Kernel kernel, Memory memory, Indexes indexes, Code code, String accumulator) {
        this.kernel = kernel;
        this.memory = memory;
        this.indexes = indexes;
        this.code = code;
        this.accumulator = accumulator;
        ranges = new Ranges(kernel);
        this.loaded = new String[kernel.loads().size()];
    }

    /** Announces an expression, so that what several have in common is found. */
    void count(Expr expression) {
        Integer known = uses.get(expression);
        uses.put(expression, known == null ? 1 : known + 1);
        if (known == null) {
            for (int i = 0; i < expression.arity(); i++) {
                count(expression.argument(i));
            }
        }
    }

    /** The value; emits the statements that it needs. */
    String of(Expr expression) {
        switch (expression.primitive()) {
            case CONSTANT:
                return constant(expression.value(), expression.type());
            case INPUT:
                return load(expression.index());
            case ACCUMULATOR:
                return expression.type() == DType.BOOL ? "(" + accumulator + " != 0)" : accumulator;
            default:
                break;
        }
        String known = done.get(expression);
        if (known != null) {
            return known;
        }
        String[] arguments = new String[expression.arity()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = of(expression.argument(i));
        }
        String text = operation(expression, arguments);
        Integer count = uses.get(expression);
        if (count != null && count > 1) {
            text = code.named("v", text);
            done.put(expression, text);
        }
        return text;
    }

    /**
     * When the value is wrong because it, or something that it depends on, needs more than 32 bits: a condition, or
     * nothing if it never is. After {@link #of}.
     */
    String overflow(Expr expression) {
        if (!ranges.anyOverflows(expression)) {
            return "";
        }
        String known = overflows.get(expression);
        if (known != null) {
            return known;
        }
        String[] arguments = new String[expression.arity()];
        String[] parts = new String[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = of(expression.argument(i));
            parts[i] = overflow(expression.argument(i));
        }
        String all;
        if (expression.primitive() == Primitive.SELECT) {
            String chosen = "select(" + orFalse(parts[2]) + ", " + orFalse(parts[1]) + ", " + arguments[0] + ")";
            all = either(parts[0], chosen);
        } else {
            all = ranges.overflows(expression) ? ownOverflow(expression, arguments) : "";
            for (String part : parts) {
                all = either(all, part);
            }
        }
        all = code.named("o", all);
        overflows.put(expression, all);
        return all;
    }

    private static String orFalse(String condition) {
        return condition.isEmpty() ? "false" : condition;
    }

    private static String either(String a, String b) {
        return a.isEmpty() ? b : b.isEmpty() ? a : "(" + a + " | " + b + ")";
    }

    private String ownOverflow(Expr expression, String[] arguments) {
        if (arguments.length == 0) {
            return "true";
        }
        String a = code.named("n", arguments[0]);
        String b = arguments.length > 1 ? code.named("n", arguments[1]) : "0";
        String result = code.named("v", of(expression));
        switch (expression.primitive()) {
            case ADD:
                return "(((" + a + " ^ " + result + ") & (" + b + " ^ " + result + ")) < 0)";
            case SUBTRACT:
                return "(((" + a + " ^ " + b + ") & (" + a + " ^ " + result + ")) < 0)";
            case MULTIPLY:
                return Accumulator.productOverflows(a, b, result);
            case CAST:
                return "(abs(" + a + ") >= 2147483648.0f)";
            case POWER:
                boolean isProduct = expression.argument(1).isConstant(2)
                        || expression.argument(1).isConstant(3);
                return "(abs(power(f32(" + a + "), f32(" + b + "))) >= " + (isProduct ? "2147483648.0f" : EXACT) + ")";
            default:
                return "(" + a + " == i32(-2147483648))";
        }
    }

    private String load(int number) {
        if (loaded[number] == null) {
            loaded[number] = loadNow(kernel.loads().get(number));
        }
        return loaded[number];
    }

    private String loadNow(Load load) {
        if (load instanceof Load.Scalar scalar) {
            String text = "run.s" + scalar.number();
            return scalar.type() == DType.BOOL ? "(" + text + " != 0)" : text;
        }
        if (load instanceof Load.Position position) {
            return code.named("p", "(" + indexes.of(position.index()) + ")");
        }
        if (load instanceof Load.Inside inside) {
            return code.named("c", "(" + indexes.inside(inside.bounds()) + ")");
        }
        Load.Memory from = (Load.Memory) load;
        String condition = indexes.inside(from.bounds());
        if (condition.equals("true")) {
            return code.named("x", memory.load(from.slot(), indexes.of(from.address()), code));
        }
        String name = code.fresh("x");
        code.line("var " + name + " = " + constant(0, from.type()) + ";");
        code.open("if (" + condition + ")");
        code.line(name + " = " + memory.load(from.slot(), indexes.of(from.address()), code) + ";");
        code.close();
        return name;
    }

    /** A literal of the type; infinity comes with the run, since WGSL has no literal for it. */
    static String constant(double value, DType type) {
        if (type == DType.BOOL) {
            return value != 0 ? "true" : "false";
        }
        if (!type.isFloat()) {
            int whole = (int) value;
            return whole < 0 ? "i32(" + whole + ")" : Integer.toString(whole);
        }
        float single = (float) value;
        if (Float.isNaN(single)) {
            return "(run.infinity - run.infinity)";
        }
        if (Float.isInfinite(single)) {
            return single > 0 ? "run.infinity" : "(-run.infinity)";
        }
        float size = Math.abs(single);
        if (size == Float.MAX_VALUE || size != 0 && size < Float.MIN_NORMAL) {
            // At the ends of the range a decimal may lie outside of it.
            return "bitcast<f32>(" + Float.floatToIntBits(single) + ")";
        }
        String text = single + "f";
        return single < 0 || text.startsWith("-") ? "(" + text + ")" : text;
    }

    private String operation(Expr expression, String[] a) {
        DType type = expression.type();
        DType operands = expression.argument(0).type();
        boolean logical = operands == DType.BOOL;
        switch (expression.primitive()) {
            case NEGATE:
                return logical ? a[0] : "(-" + a[0] + ")";
            case ABSOLUTE:
                return logical ? a[0] : "abs(" + a[0] + ")";
            case EXP:
                return "exp(" + a[0] + ")";
            case LOG:
                return "log(" + a[0] + ")";
            case SQRT:
                return "sqrt(" + a[0] + ")";
            case SIN:
                return "sine(" + a[0] + ")";
            case COS:
                return "cosine(" + a[0] + ")";
            case TANH:
                // Some drivers compute e^2x and overflow; at 15 the result is 1 in float already.
                return "tanh(clamp(" + a[0] + ", -15.0f, 15.0f))";
            case IS_NAN:
                return "is_nan(" + a[0] + ")";
            case RANDOM:
                return "random(" + a[0] + ", " + a[1] + ")";
            case FLOOR:
                return operands.isFloat() ? "floor(" + a[0] + ")" : a[0];
            case ADD:
                return binary(a, logical ? "|" : "+");
            case SUBTRACT:
                return binary(a, logical ? "!=" : "-");
            case MULTIPLY:
                return binary(a, logical ? "&" : "*");
            case DIVIDE:
                return logical ? a[0] : binary(a, "/");
            case POWER:
                return power(expression, a);
            case MAXIMUM:
                return logical ? binary(a, "|") : limit(expression, a, "max", "<");
            case MINIMUM:
                return logical ? binary(a, "&") : limit(expression, a, "min", ">");
            case LESS:
                return logical ? "(!" + a[0] + " & " + a[1] + ")" : binary(a, "<");
            case LESS_EQUAL:
                return logical ? "(!" + a[0] + " | " + a[1] + ")" : binary(a, "<=");
            case EQUAL:
                return binary(a, "==");
            case SELECT:
                return "select(" + a[2] + ", " + a[1] + ", " + a[0] + ")";
            case CAST:
                return cast(operands, type, a[0]);
            default:
                throw new IllegalStateException("webgpu: no WGSL for " + expression.primitive() + ".");
        }
    }

    private static String binary(String[] a, String operator) {
        return "(" + a[0] + " " + operator + " " + a[1] + ")";
    }

    /** The greater or the lesser. WGSL's own may drop a NaN, which must be seen. */
    private String limit(Expr expression, String[] a, String integers, String worse) {
        if (!expression.type().isFloat()) {
            return integers + "(" + a[0] + ", " + a[1] + ")";
        }
        Expr bound = expression.argument(1);
        String first = code.named("b", a[0]);
        String second = code.named("b", a[1]);
        boolean isNumber = bound.primitive() == Primitive.CONSTANT && !Double.isNaN(bound.value());
        String condition =
                "(" + first + " " + worse + " " + second + ")" + (isNumber ? "" : " | is_nan(" + second + ")");
        return "select(" + first + ", " + second + ", " + condition + ")";
    }

    /** WGSL's own is undefined for a negative base; see {@link Templates#POWER}. */
    private String power(Expr expression, String[] a) {
        Expr exponent = expression.argument(1);
        if (exponent.isConstant(0.5)) {
            return "sqrt(" + a[0] + ")";
        }
        if (exponent.isConstant(2) || exponent.isConstant(3)) {
            String base = code.named("b", a[0]);
            return "(" + base + " * " + base + (exponent.isConstant(3) ? " * " + base : "") + ")";
        }
        if (expression.type().isFloat()) {
            return "power(" + a[0] + ", " + a[1] + ")";
        }
        return "i32(round(power(f32(" + a[0] + "), f32(" + a[1] + "))))";
    }

    private static String cast(DType from, DType to, String value) {
        String type = Memory.valueType(to);
        return Memory.valueType(from).equals(type) ? value : type + "(" + value + ")";
    }
}
