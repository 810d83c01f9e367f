package nabla.op;

/**
 * The table of elementwise operations. To add one, add its entry here and a one-line method on the tensor; gradient,
 * kernels on every backend and tests follow from the expression.
 */
public final class Maps {
    private static final Expr TRUE = Expr.constant(1, DType.BOOL);
    private static final Expr FALSE = Expr.constant(0, DType.BOOL);

    public static final MapOp ADD = MapOp.map("add", Expr::add).teaches("Adds the two numbers.");
    public static final MapOp SUB = MapOp.map("sub", Expr::sub).teaches("Subtracts the second number from the first.");
    public static final MapOp MUL = MapOp.map("mul", Expr::mul).teaches("Multiplies the two numbers.");
    public static final MapOp DIV = MapOp.map("div", Expr::div).teaches("Divides the first number by the second.");
    public static final MapOp POW = MapOp.map("pow", Expr::pow).teaches("Raises the first number to the second.");
    public static final MapOp MAXIMUM = MapOp.map("maximum", Expr::max).teaches("Keeps the greater number.");
    public static final MapOp MINIMUM = MapOp.map("minimum", Expr::min).teaches("Keeps the smaller number.");
    public static final MapOp NEG = MapOp.map("neg", Expr::neg).teaches("Turns the sign.");
    public static final MapOp ABS = MapOp.map("abs", Expr::abs).teaches("Drops the sign.");
    public static final MapOp EXP = MapOp.map("exp", Expr::exp).teaches("Raises e to the number: always positive.");
    public static final MapOp LOG = MapOp.map("log", Expr::log).teaches("The natural logarithm.");
    public static final MapOp SQRT = MapOp.map("sqrt", Expr::sqrt).teaches("The square root.");
    public static final MapOp SIN = MapOp.map("sin", Expr::sin).teaches("The sine of an angle in radians.");
    public static final MapOp COS = MapOp.map("cos", Expr::cos).teaches("The cosine of an angle in radians.");
    public static final MapOp TANH = MapOp.map("tanh", Expr::tanh).teaches("Squashes any real number into (-1, 1).");
    public static final MapOp SQUARE = MapOp.map("square", x -> x.mul(x))
            .derivative((x, y) -> Expr.constant(2).mul(x))
            .teaches("Multiplies the number by itself.");
    public static final MapOp RELU = MapOp.map("relu", x -> x.max(Expr.ZERO))
            .derivative((x, y) -> y.gt(Expr.ZERO).where(Expr.ONE, Expr.ZERO))
            .teaches("Keeps positive numbers and makes all others 0.");
    public static final MapOp SIGMOID = MapOp.map("sigmoid", Maps::sigmoid)
            .derivative((x, y) -> y.mul(Expr.ONE.sub(y)))
            .teaches("Squashes any real number into (0, 1).");
    public static final MapOp RECIPROCAL = MapOp.map("reciprocal", x -> Expr.ONE.div(x))
            .derivative((x, y) -> y.mul(y).neg())
            .teaches("One divided by the number.");

    public static final MapOp SIGN = MapOp.map(
                    "sign", x -> x.gt(Expr.ZERO).where(one(x), x.lt(Expr.ZERO).where(one(x).neg(), zero(x))))
            .derivative((x, y) -> Expr.ZERO)
            .teaches("1 for positive numbers, -1 for negative ones, 0 for 0.");
    public static final MapOp FLOOR = MapOp.map("floor", Expr::floor)
            .derivative((x, y) -> Expr.ZERO)
            .teaches("The greatest whole number not above.");
    public static final MapOp CEIL = MapOp.map("ceil", x -> x.neg().floor().neg())
            .derivative((x, y) -> Expr.ZERO)
            .teaches("The smallest whole number not below.");
    public static final MapOp ROUND = MapOp.map("round", Maps::round)
            .derivative((x, y) -> Expr.ZERO)
            .teaches("The nearest whole number; halves go to the even one.");
    public static final MapOp ERF = MapOp.map("erf", Expr::erf).teaches("The error function, from -1 to 1.");
    public static final MapOp TAN =
            MapOp.map("tan", x -> x.sin().div(x.cos())).teaches("The tangent of an angle in radians.");
    public static final MapOp RSQRT = MapOp.map("rsqrt", x -> Expr.ONE.div(x.sqrt()))
            .derivative((x, y) -> y.mul(y).mul(y).mul(Expr.constant(-0.5)))
            .teaches("One divided by the square root.");
    public static final MapOp LOG1P = MapOp.map("log1p", Maps::log1p)
            .derivative((x, y) -> Expr.ONE.div(Expr.ONE.add(x)))
            .teaches("The logarithm of 1 + x, exact for small x too.");
    public static final MapOp EXPM1 = MapOp.map("expm1", Maps::expm1)
            .derivative((x, y) -> y.add(Expr.ONE))
            .teaches("e to the number, less 1, exact for small x too.");
    public static final MapOp LOG2 = MapOp.map("log2", x -> x.log().mul(Expr.constant(1 / Math.log(2))))
            .teaches("The logarithm to base 2: bits.");
    public static final MapOp LOG10 = MapOp.map("log10", x -> x.log().mul(Expr.constant(1 / Math.log(10))))
            .teaches("The logarithm to base 10: digits.");

    public static final MapOp GELU = MapOp.map(
                    "gelu",
                    x -> x.mul(Expr.constant(0.5))
                            .mul(Expr.ONE.add(
                                    x.mul(Expr.constant(Math.sqrt(0.5))).erf())))
            .teaches("The number times the chance that a normal one is smaller: a smooth relu.");
    public static final MapOp SILU = MapOp.map("silu", x -> x.mul(sigmoid(x)))
            .derivative((x, y) -> y.add(sigmoid(x).mul(Expr.ONE.sub(y))))
            .teaches("The number times its sigmoid: a smooth relu.");
    public static final MapOp SOFTPLUS = MapOp.map(
                    "softplus", x -> x.max(Expr.ZERO).add(log1p(x.abs().neg().exp())))
            .derivative((x, y) -> sigmoid(x))
            .teaches("The logarithm of 1 + e to the number: relu with a round corner.");
    public static final MapOp ELU = new MapOp(
                    "elu", 2, in -> in[0].gt(Expr.ZERO).where(in[0], in[1].mul(expm1(in[0]))))
            .derivative(0, (in, y) -> in[0].gt(Expr.ZERO).where(Expr.ONE, y.add(in[1])))
            .teaches("Keeps positive numbers; others go smoothly towards -alpha.");
    public static final MapOp LEAKY_RELU = new MapOp(
                    "leaky_relu", 2, in -> in[0].gt(Expr.ZERO).where(in[0], in[0].mul(in[1])))
            .teaches("Keeps positive numbers and makes others small.");
    public static final MapOp CLAMP = new MapOp(
                    "clamp", 3, in -> in[0].max(in[1]).min(in[2]))
            .derivative(0, (in, y) -> in[0].ge(in[1]).where(in[0].le(in[2]).where(Expr.ONE, Expr.ZERO), Expr.ZERO))
            .teaches("Holds the number between two bounds.");
    public static final MapOp REMAINDER = MapOp.map("remainder", Maps::remainder)
            .derivative(1, (in, y) -> in[0].div(in[1]).floor().neg())
            .teaches("What division leaves, with the divisor's sign.");
    public static final MapOp FLOOR_DIVIDE = MapOp.map("floor_divide", Maps::floorDivide)
            .derivative(0, (in, y) -> Expr.ZERO)
            .derivative(1, (in, y) -> Expr.ZERO)
            .teaches("Divides and rounds down.");

    public static final MapOp EQ = MapOp.map("eq", Expr::eq).teaches("Whether the two are equal.");
    public static final MapOp NE = MapOp.map("ne", (a, b) -> not(a.eq(b))).teaches("Whether the two differ.");
    public static final MapOp LT = MapOp.map("lt", Expr::lt).teaches("Whether the first is less.");
    public static final MapOp LE = MapOp.map("le", Expr::le).teaches("Whether the first is less or equal.");
    public static final MapOp AND =
            MapOp.map("logical_and", (a, b) -> truth(a).where(truth(b), FALSE)).teaches("Whether both are true.");
    public static final MapOp OR = MapOp.map("logical_or", (a, b) -> truth(a).where(TRUE, truth(b)))
            .teaches("Whether one of the two is true.");
    public static final MapOp NOT = MapOp.map("logical_not", x -> not(truth(x))).teaches("Turns true into false.");
    public static final MapOp IS_NAN =
            MapOp.map("isnan", x -> x.type().isFloat() ? x.isNan() : FALSE).teaches("Whether it is not a number.");
    public static final MapOp IS_INF = MapOp.map(
                    "isinf",
                    x -> x.type().isFloat()
                            ? x.abs().gt(Expr.constant(x.type() == DType.FLOAT64 ? Double.MAX_VALUE : Float.MAX_VALUE))
                            : FALSE)
            .teaches("Whether it is infinite.");
    public static final MapOp CLONE = MapOp.map("clone", x -> x).teaches("Copies the number.");
    public static final MapOp WHERE = new MapOp("where", 3, in -> in[0].where(in[1], in[2]))
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

    private static Expr sigmoid(Expr x) {
        return Expr.ONE.div(Expr.ONE.add(x.neg().exp()));
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
