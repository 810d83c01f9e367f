package nabla.web.wasm;

/** The instructions that read or write memory at an address, with the specification's names. */
public enum MemoryInstruction {
    I32_LOAD(0, 0x28, 2),
    F32_LOAD(0, 0x2A, 2),
    I32_LOAD8_U(0, 0x2D, 0),
    I32_STORE(0, 0x36, 2),
    F32_STORE(0, 0x38, 2),
    V128_LOAD(0xFD, 0x00, 2),
    V128_LOAD32_SPLAT(0xFD, 0x09, 2),
    V128_LOAD32_ZERO(0xFD, 0x5C, 0),
    V128_STORE(0xFD, 0x0B, 2);

    final int prefix;
    final int code;

    /** The logarithm of the alignment that is promised: a hint for the engine, never a condition. */
    final int alignment;

    MemoryInstruction(int prefix, int code, int alignment) {
        this.prefix = prefix;
        this.code = code;
        this.alignment = alignment;
    }
}
