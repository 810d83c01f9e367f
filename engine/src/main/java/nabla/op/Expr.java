package nabla.op;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import nabla.io.Decimals;

/**
 * A scalar expression: a directed acyclic graph of {@link Primitive}s. One expression is an elementwise operation's whole
 * meaning; CPU code, WGSL, Wasm and the derivative follow from it. Immutable; a shared subexpression is one object, so
 * that a backend evaluates it once.
 */
public final class Expr {
    private static final Expr[] NONE = new Expr[0];

    public static final Expr ZERO = constant(0, DType.FLOAT32);
    public static final Expr ONE = constant(1, DType.FLOAT32);

    private final Primitive primitive;
    private final DType type;
    private final Expr[] arguments;
    private final double value;
    private final int index;

    private Expr(Primitive primitive, DType type, Expr[] arguments, double value, int index) {
        this.primitive = primitive;
        this.type = type;
        this.arguments = arguments;
        this.value = value;
        this.index = index;
    }

    public static Expr constant(double value, DType type) {
        return new Expr(Primitive.CONSTANT, type, NONE, value, 0);
    }

    /** A number whose type follows the expression it meets. */
    public static Expr constant(double value) {
        return constant(value, DType.FLOAT32);
    }

    public static Expr input(int index, DType type) {
        return new Expr(Primitive.INPUT, type, NONE, 0, index);
    }

    public static Expr accumulator(DType type) {
        return new Expr(Primitive.ACCUMULATOR, type, NONE, 0, 0);
    }

    public Primitive primitive() {
        return primitive;
    }

    public DType type() {
        return type;
    }

    public Expr argument(int i) {
        return arguments[i];
    }

    /** How many arguments: the arity of the primitive. */
    public int arity() {
        return arguments.length;
    }

    /** Of a {@link Primitive#CONSTANT}. */
    public double value() {
        return value;
    }

    /** Of an {@link Primitive#INPUT}. */
    public int index() {
        return index;
    }

    public boolean isConstant(double number) {
        return primitive == Primitive.CONSTANT && value == number;
    }

    public Expr neg() {
        return primitive == Primitive.CONSTANT ? constant(-value, type) : unary(Primitive.NEGATE);
    }

    public Expr abs() {
        return unary(Primitive.ABSOLUTE);
    }

    public Expr exp() {
        return unary(Primitive.EXP);
    }

    public Expr log() {
        return unary(Primitive.LOG);
    }

    public Expr sqrt() {
        return unary(Primitive.SQRT);
    }

    public Expr sin() {
        return unary(Primitive.SIN);
    }

    public Expr cos() {
        return unary(Primitive.COS);
    }

    public Expr tanh() {
        return unary(Primitive.TANH);
    }

    public Expr floor() {
        return unary(Primitive.FLOOR);
    }

    public Expr erf() {
        return unary(Primitive.ERF);
    }

    public Expr isNan() {
        return new Expr(Primitive.IS_NAN, DType.BOOL, new Expr[] {this}, 0, 0);
    }

    /** Of a position and a seed, both integers. */
    public Expr random(Expr seed) {
        return new Expr(Primitive.RANDOM, DType.FLOAT32, new Expr[] {this, seed}, 0, 0);
    }

    public Expr add(Expr other) {
        return isConstant(0) ? other : other.isConstant(0) ? this : binary(Primitive.ADD, other);
    }

    public Expr sub(Expr other) {
        return other.isConstant(0) ? this : binary(Primitive.SUBTRACT, other);
    }

    public Expr mul(Expr other) {
        return isConstant(1) ? other : other.isConstant(1) ? this : binary(Primitive.MULTIPLY, other);
    }

    public Expr div(Expr other) {
        if (primitive == Primitive.CONSTANT && other.primitive == Primitive.CONSTANT && type.isFloat()) {
            return constant(type == DType.FLOAT32 ? (float) (value / other.value) : value / other.value, type);
        }
        return other.isConstant(1) ? this : binary(Primitive.DIVIDE, other);
    }

    public Expr pow(Expr other) {
        return binary(Primitive.POWER, other);
    }

    public Expr max(Expr other) {
        return binary(Primitive.MAXIMUM, other);
    }

    public Expr min(Expr other) {
        return binary(Primitive.MINIMUM, other);
    }

    public Expr lt(Expr other) {
        return binary(Primitive.LESS, other);
    }

    public Expr le(Expr other) {
        return binary(Primitive.LESS_EQUAL, other);
    }

    public Expr gt(Expr other) {
        return other.lt(this);
    }

    public Expr ge(Expr other) {
        return other.le(this);
    }

    public Expr eq(Expr other) {
        return binary(Primitive.EQUAL, other);
    }

    /** Where this is true {@code yes}, else {@code no}. */
    public Expr where(Expr yes, Expr no) {
        DType result = yes.primitive == Primitive.CONSTANT ? no.type : yes.type;
        Expr[] both = {this, yes.retyped(result), no.retyped(result)};
        return new Expr(Primitive.SELECT, result, both, 0, 0);
    }

    public Expr cast(DType target) {
        if (target == type) {
            return this;
        }
        return primitive == Primitive.CONSTANT
                ? constant(value, target)
                : new Expr(Primitive.CAST, target, new Expr[] {this}, 0, 0);
    }

    /** This expression with every {@link Primitive#INPUT} i replaced by {@code inputs.apply(i)}. */
    public Expr substitute(IntFunction<Expr> inputs) {
        if (primitive == Primitive.INPUT) {
            return inputs.apply(index);
        }
        if (arguments.length == 0) {
            return this;
        }
        return new Substitution(inputs, false, null).of(this);
    }

    /**
     * Several expressions with every {@link Primitive#INPUT} i replaced by {@code inputs.apply(i)}, and the {@link
     * Primitive#ACCUMULATOR} by an expression. What they share they share afterwards.
     */
    public static List<Expr> substitute(List<Expr> expressions, IntFunction<Expr> inputs, Expr accumulator) {
        Substitution substitution = new Substitution(inputs, false, accumulator);
        List<Expr> replaced = new ArrayList<>();
        for (Expr expression : expressions) {
            replaced.add(substitution.of(expression));
        }
        return replaced;
    }

    /** Whether the primitive occurs in it. */
    boolean contains(Primitive wanted) {
        return contains(wanted, new HashSet<>());
    }

    private boolean contains(Primitive wanted, Set<Expr> seen) {
        boolean found = primitive == wanted;
        for (int i = 0; i < arguments.length && !found; i++) {
            found = seen.add(arguments[i]) && arguments[i].contains(wanted, seen);
        }
        return found;
    }

    private Expr unary(Primitive operation) {
        return new Expr(operation, type, new Expr[] {this}, 0, 0);
    }

    private Expr binary(Primitive operation, Expr other) {
        DType operands = primitive == Primitive.CONSTANT ? other.type : type;
        DType result = operation.isComparison() ? DType.BOOL : operands;
        return new Expr(operation, result, new Expr[] {retyped(operands), other.retyped(operands)}, 0, 0);
    }

    private Expr retyped(DType target) {
        return primitive == Primitive.CONSTANT ? cast(target) : this;
    }

    /** The same primitive over other arguments; what has become constant is folded. */
    Expr over(Expr[] replaced) {
        Expr a = replaced[0];
        return switch (primitive) {
            case NEGATE -> a.neg();
            case ADD -> a.add(replaced[1]);
            case SUBTRACT -> a.sub(replaced[1]);
            case MULTIPLY -> a.mul(replaced[1]);
            case DIVIDE -> a.div(replaced[1]);
            case CAST -> a.cast(type);
            default -> new Expr(primitive, type, replaced, value, index);
        };
    }

    /** Prefix form, such as {@code MAXIMUM(ADD(in0, in1), 0.0)}. */
    @Override
    public String toString() {
        switch (primitive) {
            case CONSTANT:
                return Decimals.shortest(value);
            case INPUT:
                return "in" + index;
            case ACCUMULATOR:
                return "acc";
            default:
                StringBuilder text = new StringBuilder(primitive.name()).append('(');
                for (int i = 0; i < arguments.length; i++) {
                    text.append(i == 0 ? "" : ", ").append(arguments[i]);
                }
                return text.append(')').toString();
        }
    }
}
