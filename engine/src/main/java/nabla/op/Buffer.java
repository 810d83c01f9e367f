package nabla.op;

/** Memory of a backend that holds elements of one type, row-major. Each backend has its own kind. */
public abstract class Buffer {
    private final DType type;
    private final int size;

    protected Buffer(DType type, int size) {
        this.type = type;
        this.size = size;
    }

    public final DType type() {
        return type;
    }

    /** How many elements it holds. */
    public final int size() {
        return size;
    }
}
