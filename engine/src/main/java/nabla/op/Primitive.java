package nabla.op;

/** The scalar operations that every backend knows. All other elementwise operations are expressions over these. */
public enum Primitive {
    /** A number that is part of the operation. */
    CONSTANT(0),
    /** The i-th input of an operation, or the i-th load of a kernel. */
    INPUT(0),
    /** In a kernel's stores: what the reduction has accumulated. */
    ACCUMULATOR(0),
    NEGATE(1),
    ABSOLUTE(1),
    EXP(1),
    LOG(1),
    SQRT(1),
    SIN(1),
    COS(1),
    TANH(1),
    FLOOR(1),
    /** The error function; plans for float32 backends spell it out in the others. */
    ERF(1),
    /** Whether it is not a number: a truth value. */
    IS_NAN(1),
    ADD(2),
    SUBTRACT(2),
    MULTIPLY(2),
    DIVIDE(2),
    POWER(2),
    MAXIMUM(2),
    MINIMUM(2),
    LESS(2),
    LESS_EQUAL(2),
    EQUAL(2),
    /**
     * A float32 number uniform in [0, 1) that two integers, a position and a seed, decide: see {@link RandomBits}. The same
     * on every backend.
     */
    RANDOM(2),
    /** {@code condition ? a : b}. */
    SELECT(3),
    /** The same value in another type; to an integer it truncates, to a boolean it asks "not zero?". */
    CAST(1);

    private final int arity;

    Primitive(int arity) {
        this.arity = arity;
    }

    /** How many arguments it takes. */
    public int arity() {
        return arity;
    }

    /** Whether the result is a truth value whatever the arguments are. */
    public boolean isComparison() {
        return this == LESS || this == LESS_EQUAL || this == EQUAL || this == IS_NAN;
    }
}
