package nabla.web.wasm;

/** A local variable or parameter of a function. */
public final class Local {
    private final int index;
    private final ValueType type;

    Local(int index, ValueType type) {
        this.index = index;
        this.type = type;
    }

    /** Its number in the function, parameters first. */
    public int index() {
        return index;
    }

    public ValueType type() {
        return type;
    }
}
