package nabla.op;

/**
 * The table of elementwise operations. To add one, add its entry here and a one-line method on the tensor; gradient,
 * kernels on every backend and tests follow from the expression.
 */
public final class Maps {
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
    public static final MapOp SIGMOID = MapOp.map(
                    "sigmoid", x -> Expr.ONE.div(Expr.ONE.add(x.neg().exp())))
            .derivative((x, y) -> y.mul(Expr.ONE.sub(y)))
            .teaches("Squashes any real number into (0, 1).");
    public static final MapOp RECIPROCAL = MapOp.map("reciprocal", x -> Expr.ONE.div(x))
            .derivative((x, y) -> y.mul(y).neg())
            .teaches("One divided by the number.");

    public static final MapOp EQ = MapOp.map("eq", Expr::eq).teaches("Whether the two are equal.");
    public static final MapOp LT = MapOp.map("lt", Expr::lt).teaches("Whether the first is less.");
    public static final MapOp LE = MapOp.map("le", Expr::le).teaches("Whether the first is less or equal.");
    public static final MapOp WHERE = new MapOp("where", 3, in -> in[0].where(in[1], in[2]))
            .teaches("Takes from the first where the condition holds, else from the second.");

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
}
