package nabla.op;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/**
 * The table of elementwise operations. To add one, add its entry here and a one-line method on the tensor; gradient,
 * kernels on every backend and tests follow from the expression.
 */
public final class Maps {
    private static final List<MapOp> TABLE = new ArrayList<>();
    private static final Expr TRUE = Expr.constant(1, DType.BOOL);
    private static final Expr FALSE = Expr.constant(0, DType.BOOL);

    public static final MapOp ADD = entry("add", Expr::add).example(5, 2, 3).teaches("Adds the two numbers.");
    public static final MapOp SUB =
            entry("sub", Expr::sub).example(-1, 2, 3).teaches("Subtracts the second number from the first.");
    public static final MapOp MUL = entry("mul", Expr::mul).example(6, 2, 3).teaches("Multiplies the two numbers.");
    public static final MapOp DIV = entry("div", Expr::div)
            .over(0.5, 3)
            .example(0.6666666667, 2, 3)
            .teaches("Divides the first number by the second.");
    public static final MapOp POW =
            entry("pow", Expr::pow).over(0.1, 3).example(8, 2, 3).teaches("Raises the first number to the second.");
    public static final MapOp MAXIMUM =
            entry("maximum", Expr::max).example(3, 2, 3).teaches("Keeps the greater number.");
    public static final MapOp MINIMUM =
            entry("minimum", Expr::min).example(2, 2, 3).teaches("Keeps the smaller number.");
    public static final MapOp NEG = entry("neg", Expr::neg).example(-2, 2).teaches("Turns the sign.");
    public static final MapOp ABS = entry("abs", Expr::abs).example(2, -2).teaches("Drops the sign.");
    public static final MapOp EXP =
            entry("exp", Expr::exp).example(2.7182818285, 1).teaches("Raises e to the number: always positive.");
    public static final MapOp LOG =
            entry("log", Expr::log).over(0.1, 3).example(0.6931471806, 2).teaches("The natural logarithm.");
    public static final MapOp SQRT =
            entry("sqrt", Expr::sqrt).over(0.1, 3).example(1.4142135624, 2).teaches("The square root.");
    public static final MapOp SIN =
            entry("sin", Expr::sin).example(0.8414709848, 1).teaches("The sine of an angle in radians.");
    public static final MapOp COS =
            entry("cos", Expr::cos).example(0.5403023059, 1).teaches("The cosine of an angle in radians.");
    public static final MapOp TANH =
            entry("tanh", Expr::tanh).example(0.7615941560, 1).teaches("Squashes any real number into (-1, 1).");
    public static final MapOp SQUARE = entry("square", x -> x.mul(x))
            .derivative((x, y) -> Expr.constant(2).mul(x))
            .example(9, -3)
            .teaches("Multiplies the number by itself.");
    public static final MapOp RELU = entry("relu", x -> x.max(Expr.ZERO))
            .derivative((x, y) -> y.le(Expr.ZERO).where(Expr.ZERO, Expr.ONE))
            .example(0, -2)
            .teaches("Keeps positive numbers and makes all others 0.");
    public static final MapOp SIGMOID = entry("sigmoid", Maps::sigmoid)
            .derivative((x, y) -> y.mul(Expr.ONE.sub(y)))
            .example(0.7310585786, 1)
            .teaches("Squashes any real number into (0, 1).");
    public static final MapOp RECIPROCAL = entry("reciprocal", x -> Expr.ONE.div(x))
            .derivative((x, y) -> y.mul(y).neg())
            .over(0.5, 3)
            .example(0.5, 2)
            .teaches("One divided by the number.");

    public static final MapOp SIGN = entry(
                    "sign", x -> x.gt(Expr.ZERO).where(one(x), x.lt(Expr.ZERO).where(one(x).neg(), zero(x))))
            .derivative((x, y) -> Expr.ZERO)
            .example(-1, -2)
            .teaches("1 for positive numbers, -1 for negative ones, 0 for 0.");
    public static final MapOp FLOOR = entry("floor", Expr::floor)
            .derivative((x, y) -> Expr.ZERO)
            .example(-2, -1.5)
            .teaches("The greatest whole number not above.");
    public static final MapOp CEIL = entry("ceil", x -> x.neg().floor().neg())
            .derivative((x, y) -> Expr.ZERO)
            .example(-1, -1.5)
            .teaches("The smallest whole number not below.");
    public static final MapOp ROUND = entry("round", Maps::round)
            .derivative((x, y) -> Expr.ZERO)
            .example(2, 2.5)
            .teaches("The nearest whole number; halves go to the even one.");
    public static final MapOp ERF =
            entry("erf", Expr::erf).example(0.8427007929, 1).teaches("The error function, from -1 to 1.");
    public static final MapOp TAN = entry("tan", x -> x.sin().div(x.cos()))
            .over(-1.2, 1.2)
            .example(1.5574077247, 1)
            .teaches("The tangent of an angle in radians.");
    public static final MapOp RSQRT = entry("rsqrt", x -> Expr.ONE.div(x.sqrt()))
            .derivative((x, y) -> y.mul(y).mul(y).mul(Expr.constant(-0.5)))
            .over(0.1, 3)
            .example(0.7071067812, 2)
            .teaches("One divided by the square root.");
    public static final MapOp LOG1P = entry("log1p", Maps::log1p)
            .derivative((x, y) -> Expr.ONE.div(Expr.ONE.add(x)))
            .over(-0.9, 3)
            .example(0.0099503309, 0.01)
            .teaches("The logarithm of 1 + x, exact for small x too.");
    public static final MapOp EXPM1 = entry("expm1", Maps::expm1)
            .derivative((x, y) -> y.add(Expr.ONE))
            .example(0.0100501671, 0.01)
            .teaches("e to the number, less 1, exact for small x too.");
    public static final MapOp LOG2 = entry("log2", x -> x.log().mul(Expr.constant(1 / Math.log(2))))
            .over(0.1, 3)
            .example(3, 8)
            .teaches("The logarithm to base 2: bits.");
    public static final MapOp LOG10 = entry("log10", x -> x.log().mul(Expr.constant(1 / Math.log(10))))
            .over(0.1, 3)
            .example(2, 100)
            .teaches("The logarithm to base 10: digits.");

    public static final MapOp GELU = entry(
                    "gelu",
                    x -> x.mul(Expr.constant(0.5))
                            .mul(Expr.ONE.add(
                                    x.mul(Expr.constant(Math.sqrt(0.5))).erf())))
            .example(0.8413447461, 1)
            .teaches("The number times the chance that a normal one is smaller: a smooth relu.");
    public static final MapOp SILU = entry("silu", x -> x.mul(sigmoid(x)))
            .derivative((x, y) -> y.add(sigmoid(x).mul(Expr.ONE.sub(y))))
            .example(0.7310585786, 1)
            .teaches("The number times its sigmoid: a smooth relu.");
    public static final MapOp SOFTSIGN = entry("softsign", x -> x.div(Expr.ONE.add(x.abs())))
            .example(0.6666666667, 2)
            .teaches("Squashes any real number into (-1, 1), more gently than tanh.");
    public static final MapOp SOFTPLUS = entry(
                    "softplus", x -> x.max(Expr.ZERO).add(log1p(x.abs().neg().exp())))
            .derivative((x, y) -> sigmoid(x))
            .example(1.3132616875, 1)
            .teaches("The logarithm of 1 + e to the number: relu with a round corner.");
    public static final MapOp ELU = entry("elu", 2, in -> in[0].gt(Expr.ZERO).where(in[0], in[1].mul(expm1(in[0]))))
            .derivative(0, (in, y) -> in[0].gt(Expr.ZERO).where(Expr.ONE, y.add(in[1])))
            .example(-1.2642411177, -1, 2)
            .teaches("Keeps positive numbers; others go smoothly towards -alpha.");
    public static final MapOp LEAKY_RELU = entry(
                    "leaky_relu", 2, in -> in[0].gt(Expr.ZERO).where(in[0], in[0].mul(in[1])))
            .example(-0.2, -2, 0.1)
            .teaches("Keeps positive numbers and makes others small.");
    public static final MapOp CLAMP = entry("clamp", 3, in -> in[0].max(in[1]).min(in[2]))
            .derivative(0, (in, y) -> in[0].ge(in[1]).where(in[0].le(in[2]).where(Expr.ONE, Expr.ZERO), Expr.ZERO))
            .example(1, 5, -1, 1)
            .teaches("Holds the number between two bounds.");
    public static final MapOp REMAINDER = entry("remainder", Maps::remainder)
            .derivative(1, (in, y) -> in[0].div(in[1]).floor().neg())
            .over(0.5, 3)
            .example(1, -5, 3)
            .teaches("What division leaves, with the divisor's sign.");
    public static final MapOp FLOOR_DIVIDE = entry("floor_divide", Maps::floorDivide)
            .derivative(0, (in, y) -> Expr.ZERO)
            .derivative(1, (in, y) -> Expr.ZERO)
            .over(0.5, 3)
            .example(-2, -5, 3)
            .teaches("Divides and rounds down.");

    public static final MapOp BINARY_CROSS_ENTROPY = entry("binary_cross_entropy", Maps::binaryCrossEntropy)
            .derivative(
                    0,
                    (in, y) ->
                            in[0].sub(in[1]).div(in[0].mul(Expr.ONE.sub(in[0])).max(Expr.constant(1e-12))))
            .derivative(1, (in, y) -> Expr.ONE.sub(in[0]).log().sub(in[0].log()))
            .over(0.1, 0.9)
            .example(0.6931471805599453, 0.5, 1)
            .teaches("How surprising a yes or no is, in nats, when it was given this probability.");

    public static final MapOp EQ = entry("eq", Expr::eq).example(1, 2, 2).teaches("Whether the two are equal.");
    public static final MapOp NE =
            entry("ne", (a, b) -> not(a.eq(b))).example(0, 2, 2).teaches("Whether the two differ.");
    public static final MapOp LT = entry("lt", Expr::lt).example(0, 2, 2).teaches("Whether the first is less.");
    public static final MapOp LE =
            entry("le", Expr::le).example(1, 2, 2).teaches("Whether the first is less or equal.");
    public static final MapOp AND = entry("logical_and", (a, b) -> truth(a).where(truth(b), FALSE))
            .example(0, 1, 0)
            .teaches("Whether both are true.");
    public static final MapOp OR = entry("logical_or", (a, b) -> truth(a).where(TRUE, truth(b)))
            .example(1, 1, 0)
            .teaches("Whether one of the two is true.");
    public static final MapOp NOT =
            entry("logical_not", x -> not(truth(x))).example(0, 3).teaches("Turns true into false.");
    public static final MapOp IS_NAN = entry("isnan", x -> x.type().isFloat() ? x.isNan() : FALSE)
            .example(0, 1)
            .teaches("Whether it is not a number.");
    public static final MapOp IS_INF = entry(
                    "isinf",
                    x -> x.type().isFloat()
                            ? x.abs().gt(Expr.constant(x.type() == DType.FLOAT64 ? Double.MAX_VALUE : Float.MAX_VALUE))
                            : FALSE)
            .example(0, 1)
            .teaches("Whether it is infinite.");
    public static final MapOp CLONE = entry("clone", x -> x).example(2, 2).teaches("Copies the number.");
    public static final MapOp WHERE = entry("where", 3, in -> in[0].where(in[1], in[2]))
            .example(7, 1, 7, 8)
            .teaches("Takes from the first where the condition holds, else from the second.");
    /** For sorting: value and place of one element, of another, and from which place on there is only filling. */
    public static final MapOp SORTS_BEFORE = sorts("sorts_before", false);

    public static final MapOp SORTS_BEFORE_DESCENDING = sorts("sorts_before_descending", true);
    public static final MapOp RANDOM =
            MapOp.map("random", Expr::random).teaches("A number in [0, 1) that its place and a seed decide.");

    private static final MapOp TO_FLOAT32 = cast(DType.FLOAT32);
    private static final MapOp TO_FLOAT64 = cast(DType.FLOAT64);
    private static final MapOp TO_INT64 = cast(DType.INT64);
    private static final MapOp TO_BOOL = cast(DType.BOOL);

    private Maps() {}

    /** The operations that learners call by name: all that the table test walks. */
    public static List<MapOp> table() {
        return List.copyOf(TABLE);
    }

    /**
     * The conversion to a type.
     *
     * @throws IllegalArgumentException for {@link DType#UINT8}, which is for stored data only
     */
    public static MapOp to(DType type) {
        return switch (type) {
            case FLOAT32 -> TO_FLOAT32;
            case FLOAT64 -> TO_FLOAT64;
            case INT64 -> TO_INT64;
            case BOOL -> TO_BOOL;
            case UINT8 ->
                throw new IllegalArgumentException(
                        "to: uint8 is for stored data such as images; nothing computes in it. Use int64 or float32.");
        };
    }

    private static MapOp cast(DType type) {
        return MapOp.map("to_" + type, x -> x.cast(type));
    }

    private static MapOp sorts(String name, boolean descending) {
        return new MapOp(name, 5, in -> sortsBefore(in[0], in[1], in[2], in[3], in[4], descending));
    }

    /** Filling comes last; what is not a number counts as the greatest; equal values keep their order. */
    private static Expr sortsBefore(Expr a, Expr placeA, Expr b, Expr placeB, Expr end, boolean descending) {
        Expr nanA = a.type().isFloat() ? a.isNan() : FALSE;
        Expr nanB = b.type().isFloat() ? b.isNan() : FALSE;
        Expr less = nanA.where(FALSE, nanB.where(TRUE, a.lt(b)));
        Expr greater = nanB.where(FALSE, nanA.where(TRUE, b.lt(a)));
        Expr first = descending ? greater : less;
        Expr last = descending ? less : greater;
        Expr ordered = first.where(TRUE, last.where(FALSE, placeA.lt(placeB)));
        return placeA.lt(end)
                .where(placeB.lt(end).where(ordered, TRUE), placeB.lt(end).where(FALSE, placeA.lt(placeB)));
    }

    private static MapOp entry(String name, UnaryOperator<Expr> meaning) {
        return entry(name, 1, in -> meaning.apply(in[0]));
    }

    private static MapOp entry(String name, BinaryOperator<Expr> meaning) {
        return entry(name, 2, in -> meaning.apply(in[0], in[1]));
    }

    private static MapOp entry(String name, int arity, MapOp.Meaning meaning) {
        MapOp op = new MapOp(name, arity, meaning);
        TABLE.add(op);
        return op;
    }

    private static Expr zero(Expr like) {
        return Expr.constant(0, like.type());
    }

    private static Expr one(Expr like) {
        return Expr.constant(1, like.type());
    }

    private static Expr truth(Expr x) {
        return x.cast(DType.BOOL);
    }

    private static Expr not(Expr truth) {
        return truth.where(FALSE, TRUE);
    }

    /** PyTorch's: logarithms are at least -100. Where the first number is no probability, there is no answer. */
    private static Expr binaryCrossEntropy(Expr p, Expr target) {
        Expr least = Expr.constant(-100);
        Expr yes = target.mul(p.log().max(least));
        Expr no = Expr.ONE.sub(target).mul(log1p(p.neg()).max(least));
        Expr isProbability = p.ge(zero(p)).where(p.le(one(p)), FALSE);
        return isProbability.where(yes.add(no).neg(), Expr.constant(Double.NaN, p.type()));
    }

    /** {@code 1 / (1 + exp(-x))}, written so that the exponential neither overflows nor magnifies its last digit. */
    private static Expr sigmoid(Expr x) {
        Expr e = x.abs().neg().exp();
        return x.ge(Expr.ZERO).where(Expr.ONE, e).div(Expr.ONE.add(e));
    }

    private static Expr round(Expr x) {
        if (!x.type().isFloat()) {
            return x;
        }
        Expr up = x.add(Expr.constant(0.5)).floor();
        Expr isOdd =
                not(up.mul(Expr.constant(0.5)).floor().mul(Expr.constant(2)).eq(up));
        Expr isHalf = up.sub(x).eq(Expr.constant(0.5));
        return isHalf.where(isOdd.where(up.sub(Expr.ONE), up), up);
    }

    /** Where 1 + x would round x away, the first terms of the series; its error is below 3e-9 of the value. */
    private static Expr log1p(Expr x) {
        return small(
                x,
                series(x, 1, -1.0 / 2, 1.0 / 3, -1.0 / 4, 1.0 / 5, -1.0 / 6),
                Expr.ONE.add(x).log());
    }

    private static Expr expm1(Expr x) {
        return small(
                x,
                series(x, 1, 1.0 / 2, 1.0 / 6, 1.0 / 24, 1.0 / 120, 1.0 / 720),
                x.exp().sub(Expr.ONE));
    }

    private static Expr small(Expr x, Expr near, Expr far) {
        return x.abs().lt(Expr.constant(0.05)).where(near, far);
    }

    /** {@code c0 x + c1 x^2 + ...} */
    private static Expr series(Expr x, double... coefficients) {
        Expr sum = Expr.constant(coefficients[coefficients.length - 1], x.type());
        for (int i = coefficients.length - 2; i >= 0; i--) {
            sum = sum.mul(x).add(Expr.constant(coefficients[i]));
        }
        return sum.mul(x);
    }

    private static Expr remainder(Expr a, Expr b) {
        if (a.type().isFloat()) {
            return a.sub(b.mul(a.div(b).floor()));
        }
        Expr rest = a.sub(b.mul(a.div(b)));
        Expr wrong = rest.mul(b).lt(zero(a));
        return wrong.where(rest.add(b), rest);
    }

    private static Expr floorDivide(Expr a, Expr b) {
        return a.type().isFloat() ? a.div(b).floor() : a.sub(remainder(a, b)).div(b);
    }
}
