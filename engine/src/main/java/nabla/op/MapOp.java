package nabla.op;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An elementwise operation: one scalar expression over inputs that broadcast to one shape. The expression is the whole
 * operation; its gradient is derived from it, or given in a shorter form that a test proves equal.
 */
public final class MapOp implements Op {
    /** An expression over typed inputs. */
    @FunctionalInterface
    public interface Meaning {
        Expr of(Expr[] inputs);
    }

    /** A derivative with respect to one input, given the inputs and the output. */
    @FunctionalInterface
    public interface Slope {
        Expr of(Expr[] inputs, Expr output);
    }

    /**
     * A golden value: what PyTorch answers.
     *
     * @param result a truth value is 1 or 0
     */
    public record Example(double result, double[] inputs) {}

    private static final double WIDE = 3;
    private static final int TYPES = DType.values().length;

    private final String name;
    private final int arity;
    private final Meaning meaning;
    private final @Nullable Slope[] slopes;
    private final @Nullable Backward[] backwards;
    private final List<Example> examples = new ArrayList<>();
    private String lesson = "";
    private double lowest = -WIDE;
    private double highest = WIDE;
    private @Nullable Boolean needsSpelling;

    /** The result's type by the inputs' types, as digits of a number. */
    private @Nullable DType[] types = new DType[0];

    MapOp(String name, int arity, Meaning meaning) {
        this.name = name;
        this.arity = arity;
        this.meaning = meaning;
        slopes = new Slope[arity];
        backwards = new Backward[arity];
    }

    static MapOp map(String name, UnaryOperator<Expr> meaning) {
        return new MapOp(name, 1, in -> meaning.apply(in[0]));
    }

    static MapOp map(String name, BinaryOperator<Expr> meaning) {
        return new MapOp(name, 2, in -> meaning.apply(in[0], in[1]));
    }

    /** A shorter derivative of a one-input operation, in terms of input and output. */
    MapOp derivative(BinaryOperator<Expr> slope) {
        slopes[0] = (inputs, output) -> slope.apply(inputs[0], output);
        return this;
    }

    /** A derivative with respect to one of several inputs; {@link Expr#ZERO} for one that takes none. */
    MapOp derivative(int input, Slope slope) {
        slopes[input] = slope;
        return this;
    }

    /** Where it is defined and tested, unless that is [-3, 3] for every input. */
    MapOp over(double low, double high) {
        lowest = low;
        highest = high;
        return this;
    }

    /** What it makes of some inputs. */
    MapOp example(double result, double... inputs) {
        examples.add(new Example(result, inputs));
        return this;
    }

    /** What a learner is told it does, in one sentence. */
    MapOp teaches(String sentence) {
        lesson = sentence;
        return this;
    }

    @Override
    public String name() {
        return name;
    }

    public int arity() {
        return arity;
    }

    /** What a learner is told it does; empty for operations that only gradients use. */
    public String lesson() {
        return lesson;
    }

    /** What it makes of some inputs. */
    public List<Example> examples() {
        return List.copyOf(examples);
    }

    /** The least number that every input may be. */
    public double lowest() {
        return lowest;
    }

    /** The greatest number that every input may be. */
    public double highest() {
        return highest;
    }

    /** The expression over these inputs. */
    public Expr apply(Expr... inputs) {
        return meaning.of(inputs);
    }

    /** The expression in the primitives that every backend has, as near as float32 tells. */
    public Expr spelledOut(Expr... inputs) {
        if (!needsSpelling(inputs)) {
            return meaning.of(inputs);
        }
        Expr[] own = new Expr[arity];
        for (int i = 0; i < arity; i++) {
            own[i] = Expr.input(i, inputs[i].type());
        }
        return new Substitution(i -> inputs[i], true, null).of(meaning.of(own));
    }

    private boolean needsSpelling(Expr[] inputs) {
        Boolean known = needsSpelling;
        if (known == null) {
            Expr[] own = new Expr[arity];
            for (int i = 0; i < arity; i++) {
                own[i] = Expr.input(i, inputs[i].type());
            }
            known = meaning.of(own).contains(Primitive.ERF);
            needsSpelling = known;
        }
        return known;
    }

    /** The type of the result for inputs of these types. Known from the second time on: a training step asks often. */
    DType type(Node... inputs) {
        int combination = 0;
        for (Node input : inputs) {
            combination = combination * TYPES + input.type().ordinal();
        }
        DType known = known(combination);
        if (known == null) {
            Expr[] typed = new Expr[arity];
            for (int i = 0; i < arity; i++) {
                typed[i] = Expr.input(i, inputs[i].type());
            }
            known = meaning.of(typed).type();
            types = Arrays.copyOf(types, Math.max(types.length, combination + 1));
            types[combination] = known;
        }
        return known;
    }

    DType type(Node input) {
        DType known = known(input.type().ordinal());
        return known == null ? type(new Node[] {input}) : known;
    }

    DType type(Node a, Node b) {
        DType known = known(a.type().ordinal() * TYPES + b.type().ordinal());
        return known == null ? type(new Node[] {a, b}) : known;
    }

    private @Nullable DType known(int combination) {
        return combination < types.length ? types[combination] : null;
    }

    @Override
    public @Nullable Node[] gradients(Node output, Node gradient) {
        @Nullable Node[] result = new Node[arity];
        for (int i = 0; i < arity; i++) {
            if (output.input(i).requiresGrad()) {
                Node full = gradient(i, output, gradient);
                result[i] =
                        full == null ? null : Ops.sumTo(full, output.input(i).shape());
            }
        }
        return result;
    }

    private @Nullable Node gradient(int input, Node output, Node gradient) {
        Backward backward = backwards[input];
        if (backward == null) {
            backward = backward(input);
            backwards[input] = backward;
        }
        if (backward.operation == null) {
            return backward.passes ? gradient : backward.isZero ? zeros(gradient) : null;
        }
        int[] used = backward.used;
        if (used.length == 1) {
            return Ops.map(backward.operation, gradient, used(used[0], output));
        }
        Node[] inputs = new Node[used.length + 1];
        inputs[0] = gradient;
        for (int i = 0; i < used.length; i++) {
            inputs[i + 1] = used(used[i], output);
        }
        return Ops.map(backward.operation, inputs);
    }

    private Node used(int input, Node output) {
        return input == arity ? output : output.input(input);
    }

    /**
     * How the gradient for one input is made.
     *
     * @param operation of the gradient and the used inputs; null if the gradient passes unchanged or not at all
     * @param used the inputs that the slope depends on; the arity stands for the output
     * @param passes whether the gradient passes unchanged
     * @param isZero whether a gradient of zeros arrives, as PyTorch has it for steps such as {@code sign}
     */
    private record Backward(@Nullable MapOp operation, int[] used, boolean passes, boolean isZero) {}

    private static Node zeros(Node like) {
        return Ops.expand(Ops.fill(0, like.type()), like.shape());
    }

    private Backward backward(int input) {
        Expr slope = slope(input, typedInputs());
        if (slope == null || slope.isConstant(0) || slope.isConstant(1)) {
            return new Backward(
                    null, new int[0], slope != null && slope.isConstant(1), slope != null && slope.isConstant(0));
        }
        int[] used = usedInputs(slope);
        MapOp operation = new MapOp(name + "_backward", used.length + 1, in -> {
            Expr[] numbered = new Expr[arity + 1];
            Expr[] actual = new Expr[arity + 1];
            for (int i = 0; i <= arity; i++) {
                numbered[i] = Expr.input(i, in[0].type());
            }
            for (int i = 0; i < used.length; i++) {
                actual[used[i]] = in[i + 1];
                numbered[used[i]] = Expr.input(used[i], in[i + 1].type());
            }
            Expr typed = java.util.Objects.requireNonNull(slope(input, numbered));
            return gated(in[0], typed.substitute(i -> actual[i]));
        });
        return new Backward(operation, used, false, false);
    }

    /** {@code gradient * slope}, without the product where the slope is a gate of ones and zeros. */
    private static Expr gated(Expr gradient, Expr slope) {
        if (slope.primitive() == Primitive.SELECT) {
            Expr yes = slope.argument(1);
            Expr no = slope.argument(2);
            if (yes.isConstant(1) && no.isConstant(0)) {
                return slope.argument(0).where(gradient, Expr.ZERO);
            }
            if (yes.isConstant(0) && no.isConstant(1)) {
                return slope.argument(0).where(Expr.ZERO, gradient);
            }
        }
        return slope.isConstant(-1) ? gradient.neg() : gradient.mul(slope);
    }

    private @Nullable Expr slope(int input, Expr[] typed) {
        Expr[] inputs = Arrays.copyOf(typed, arity);
        Slope given = slopes[input];
        return given != null ? given.of(inputs, typed[arity]) : Derivative.of(meaning.of(inputs), input);
    }

    private Expr[] typedInputs() {
        Expr[] result = new Expr[arity + 1];
        for (int i = 0; i <= arity; i++) {
            result[i] = Expr.input(i, this == Maps.WHERE && i == 0 ? DType.BOOL : DType.FLOAT32);
        }
        return result;
    }

    private int[] usedInputs(Expr slope) {
        boolean[] used = new boolean[arity + 1];
        slope.substitute(i -> {
            used[i] = true;
            return Expr.ZERO;
        });
        int count = 0;
        for (boolean each : used) {
            count += each ? 1 : 0;
        }
        int[] positions = new int[count];
        for (int i = arity; i >= 0; i--) {
            if (used[i]) {
                positions[--count] = i;
            }
        }
        return positions;
    }

    @Override
    public String toString() {
        return name;
    }
}
