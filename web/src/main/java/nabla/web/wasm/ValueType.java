package nabla.web.wasm;

/** The type of a value on the stack or in a local. */
public enum ValueType {
    I32(0x7F),
    F32(0x7D),
    V128(0x7B);

    final int code;

    ValueType(int code) {
        this.code = code;
    }
}
