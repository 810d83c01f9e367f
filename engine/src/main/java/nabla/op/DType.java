package nabla.op;

/**
 * The type of a tensor's elements, with PyTorch's names.
 *
 * <p>The fast backends compute in 32 bits: they hold {@link #INT64} and {@link #BOOL} as 32-bit integers (an upload that
 * does not fit is refused) and {@link #FLOAT64} is for the {@code reference} backend alone. {@link #UINT8} is for stored
 * data such as images; kernels read it and never write it.
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/tensor_attributes.html">torch.dtype</a>
 */
public enum DType {
    FLOAT32("float32", 4),
    FLOAT64("float64", 8),
    INT64("int64", 4),
    BOOL("bool", 4),
    UINT8("uint8", 1);

    private final String label;
    private final int bytes;

    DType(String label, int bytes) {
        this.label = label;
        this.bytes = bytes;
    }

    /** Bytes that one element takes on the fast backends. */
    public int bytes() {
        return bytes;
    }

    /** PyTorch's name of it in messages: {@code Float}, {@code Long}. */
    public String scalarName() {
        return switch (this) {
            case FLOAT32 -> "Float";
            case FLOAT64 -> "Double";
            case INT64 -> "Long";
            case BOOL -> "Bool";
            case UINT8 -> "Byte";
        };
    }

    public boolean isFloat() {
        return this == FLOAT32 || this == FLOAT64;
    }

    /** PyTorch's name without the package prefix, such as {@code float32}. */
    @Override
    public String toString() {
        return label;
    }
}
