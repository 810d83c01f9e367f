package nabla.web.split;

/**
 * Reads code instruction by instruction.
 *
 * @see <a href="https://webassembly.github.io/spec/core/binary/instructions.html">WebAssembly: instructions</a>
 */
final class Instructions {
    static final int CALL = 0x10;
    static final int CALL_INDIRECT = 0x11;
    static final int RETURN_CALL = 0x12;
    static final int END = 0x0B;
    static final int IF = 0x04;
    static final int NO_RESULT = 0x40;
    static final int LOCAL_GET = 0x20;
    static final int GLOBAL_GET = 0x23;
    static final int GLOBAL_SET = 0x24;
    static final int TABLE_GET = 0x25;
    static final int I32_CONST = 0x41;
    static final int REF_IS_NULL = 0xD1;
    static final int REF_FUNC = 0xD2;
    static final int GC = 0xFB;
    static final int ARRAY_NEW_FIXED = 8;

    private final Input code;

    /** The code of the instruction that was read last; of one with a prefix, {@code prefix << 8 | code}. */
    private int opcode;

    /** The index that it names, of a function or a global; -1 of the others. */
    private int index;

    Instructions(Input code) {
        this.code = code;
    }

    int opcode() {
        return opcode;
    }

    boolean namesFunction() {
        return index >= 0 && (opcode == CALL || opcode == RETURN_CALL || opcode == REF_FUNC);
    }

    boolean namesGlobal() {
        return index >= 0 && (opcode == GLOBAL_GET || opcode == GLOBAL_SET);
    }

    int index() {
        return index;
    }

    /** Reads one instruction. */
    void next() {
        opcode = code.next();
        index = -1;
        switch (opcode) {
            case CALL, RETURN_CALL, REF_FUNC, GLOBAL_GET, GLOBAL_SET -> index = code.unsigned();
            case 0x02, 0x03, IF, 0x06 -> blockType();
            case CALL_INDIRECT, 0x13 -> numbers(2);
            case 0x07, 0x08, 0x09, 0x0C, 0x0D, 0x14, 0x15, 0x18 -> numbers(1);
            case LOCAL_GET, 0x21, 0x22, TABLE_GET, 0x26 -> numbers(1);
            case 0x3F, 0x40, I32_CONST, 0x42, 0xD0, 0xD5, 0xD6 -> numbers(1);
            case 0x0E -> numbers(code.unsigned() + 1);
            case 0x1C -> types(code.unsigned());
            case 0x1F -> {
                blockType();
                catches(code.unsigned());
            }
            case 0x43 -> code.skip(4);
            case 0x44 -> code.skip(8);
            case GC -> withReferences();
            case 0xFC -> withNumbers();
            default -> others();
        }
    }

    private void others() {
        if (opcode >= 0x28 && opcode <= 0x3E) {
            numbers(2);
            return;
        }
        boolean plain = opcode <= 0x01
                || opcode == 0x05
                || opcode >= 0x0A && opcode <= 0x0B
                || opcode == 0x0F
                || opcode >= 0x19 && opcode <= 0x1B
                || opcode >= 0x45 && opcode <= 0xC4
                || opcode == REF_IS_NULL
                || opcode >= 0xD3 && opcode <= 0xD4;
        if (!plain) {
            throw unknown();
        }
    }

    private void withReferences() {
        int operation = prefixed();
        switch (operation) {
            case 0, 1, 6, 7, 11, 12, 13, 14, 16, 20, 21, 22, 23 -> numbers(1);
            case 2, 3, 4, 5, ARRAY_NEW_FIXED, 9, 10, 17, 18, 19 -> numbers(2);
            case 24, 25 -> numbers(4);
            case 15, 26, 27, 28, 29, 30 -> numbers(0);
            default -> throw unknown();
        }
    }

    private void withNumbers() {
        int operation = prefixed();
        switch (operation) {
            case 0, 1, 2, 3, 4, 5, 6, 7 -> numbers(0);
            case 9, 11, 13, 15, 16, 17 -> numbers(1);
            case 8, 10, 12, 14 -> numbers(2);
            default -> throw unknown();
        }
    }

    private int prefixed() {
        int operation = code.unsigned();
        opcode = opcode << 8 | operation;
        return operation;
    }

    private void numbers(int count) {
        for (int i = 0; i < count; i++) {
            code.skipNumber();
        }
    }

    private void types(int count) {
        for (int i = 0; i < count; i++) {
            code.skipValueType();
        }
    }

    /** An empty one, one value's type, or the index of a function's type, which is a number as well. */
    private void blockType() {
        if (code.peek() == 0x63 || code.peek() == 0x64) {
            code.skipValueType();
        } else {
            code.skipNumber();
        }
    }

    private void catches(int count) {
        for (int i = 0; i < count; i++) {
            numbers(code.next() < 2 ? 2 : 1);
        }
    }

    private IllegalArgumentException unknown() {
        return new IllegalArgumentException("There is an instruction 0x" + Integer.toHexString(opcode) + " before byte "
                + code.position() + ", which is not known here. Add it to " + Instructions.class.getName() + ".");
    }
}
