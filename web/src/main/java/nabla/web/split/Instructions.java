package nabla.web.split;

/**
 * Reads code instruction by instruction, and tells the functions, globals and types that it names.
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
    private final Sink sink;

    /** The code of the instruction that was read last; of one with a prefix, {@code prefix << 8 | code}. */
    private int opcode;

    Instructions(Input code, Sink sink) {
        this.code = code;
        this.sink = sink;
    }

    /** Reads a function's body: its locals, then its code. */
    static void readBody(Input body, Sink sink) {
        readLocals(body, sink);
        readCode(body, sink);
    }

    static void readLocals(Input body, Sink sink) {
        for (int left = body.unsigned(); left > 0; left--) {
            body.skipNumber();
            Types.readValue(body, sink);
        }
    }

    static void readCode(Input code, Sink sink) {
        Instructions instructions = new Instructions(code, sink);
        while (code.hasMore()) {
            instructions.next();
        }
    }

    int opcode() {
        return opcode;
    }

    /** Reads one instruction. */
    void next() {
        opcode = code.next();
        switch (opcode) {
            case CALL, RETURN_CALL -> index(Sink.Space.FUNCTION);
            case REF_FUNC -> index(Sink.Space.REFERENCE);
            case GLOBAL_GET, GLOBAL_SET -> index(Sink.Space.GLOBAL);
            // block, loop, if, try
            case 0x02, 0x03, IF, 0x06 -> blockType();
            // with return_call_indirect: a table
            case CALL_INDIRECT, 0x13 -> typeAnd(1);
            // call_ref, return_call_ref
            case 0x14, 0x15 -> typeAnd(0);
            // catch, throw, rethrow, br, br_if, delegate
            case 0x07, 0x08, 0x09, 0x0C, 0x0D, 0x18 -> numbers(1);
            // with local.set, local.tee, table.set
            case LOCAL_GET, 0x21, 0x22, TABLE_GET, 0x26 -> numbers(1);
            // memory.size, memory.grow, i64.const, br_on_null, br_on_non_null
            case 0x3F, 0x40, I32_CONST, 0x42, 0xD5, 0xD6 -> numbers(1);
            // ref.null
            case 0xD0 -> Types.readHeapType(code, sink);
            // br_table: the last is the default
            case 0x0E -> numbers(code.unsigned() + 1);
            // select
            case 0x1C -> types(code.unsigned());
            // try_table
            case 0x1F -> {
                blockType();
                catches(code.unsigned());
            }
            // f32.const
            case 0x43 -> code.skip(4);
            // f64.const
            case 0x44 -> code.skip(8);
            case GC -> withReferences();
            case 0xFC -> withNumbers();
            default -> others();
        }
    }

    private void others() {
        // Loads and stores: an alignment and an offset.
        if (opcode >= 0x28 && opcode <= 0x3E) {
            numbers(2);
            return;
        }
        // unreachable, else, throw_ref, end, return, catch_all, drop, select, arithmetic, ref.eq, ref.as_non_null
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
            // struct.new, array.new, array.get, array.set, array.fill
            case 0, 1, 6, 7, 11, 12, 13, 14, 16 -> typeAnd(0);
            // struct.get and .set: a field; array.new_ and .init_: a size or a segment
            case 2, 3, 4, 5, ARRAY_NEW_FIXED, 9, 10, 18, 19 -> typeAnd(1);
            // array.copy
            case 17 -> {
                typeAnd(0);
                typeAnd(0);
            }
            // ref.test, ref.cast
            case 20, 21, 22, 23 -> Types.readHeapType(code, sink);
            // br_on_cast: flags and a label
            case 24, 25 -> {
                numbers(2);
                Types.readHeapType(code, sink);
                Types.readHeapType(code, sink);
            }
            // array.len, conversions, i31
            case 15, 26, 27, 28, 29, 30 -> numbers(0);
            default -> throw unknown();
        }
    }

    private void withNumbers() {
        int operation = prefixed();
        switch (operation) {
            // conversions
            case 0, 1, 2, 3, 4, 5, 6, 7 -> numbers(0);
            // data.drop, memory.fill, elem.drop, table.grow, .size and .fill
            case 9, 11, 13, 15, 16, 17 -> numbers(1);
            // memory.init and .copy, table.init and .copy
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

    private void index(Sink.Space space) {
        int start = code.position();
        int number = code.unsigned();
        sink.index(space, number, start, code.position());
    }

    private void typeAnd(int numbers) {
        index(Sink.Space.TYPE);
        numbers(numbers);
    }

    private void types(int count) {
        for (int i = 0; i < count; i++) {
            Types.readValue(code, sink);
        }
    }

    /** None, that of one value, or the number of a function's type. */
    private void blockType() {
        if (Types.isReference(code.peek())) {
            Types.readValue(code, sink);
        } else {
            Types.readHeapType(code, sink);
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
