package nabla.web.split;

import nabla.web.wasm.Bytes;

/**
 * A program as the compiler makes them, but small. Its functions are an imported one, the start, {@code main}, {@code
 * helper}, {@code later}, {@code onlyLater} and the reader of texts, from 0 to 6; its globals are the pointer to texts, the
 * two texts, of main and of later, and a reference to later, from 0 to 3.
 */
final class SmallProgram {
    private SmallProgram() {}

    static byte[] binary() {
        Sections out = new Sections();
        // Of a function without anything, of one from i32 to i32, and of arrays.
        add(out, Program.TYPES, "03 60 00 00 60 01 7f 01 7f 5e 7f 01");
        Bytes imports = new Bytes();
        imports.putUnsigned(2);
        imports.putName("env");
        imports.putName("memory");
        imports.put(InstructionsTest.bytes("02 00 01"));
        imports.putName("env");
        imports.putName("log");
        imports.put(InstructionsTest.bytes("00 00"));
        out.add(Program.IMPORTS, imports.toArray());
        add(out, Program.FUNCTIONS, "06 00 00 01 01 00 00");
        add(out, Program.TAGS, "01 00 00");
        add(out, Program.GLOBALS, "04 7f 01 41 00 0b 7f 00 41 00 0b 7f 00 41 00 0b 70 00 d2 04 0b");
        Bytes exports = new Bytes();
        exports.putName("main");
        exports.put(InstructionsTest.bytes("00 02"));
        exports.putName("thrown");
        exports.put(InstructionsTest.bytes("04 00"));
        out.addList(Program.EXPORTS, 2, exports);
        add(out, Program.START, "01");
        Bytes code = new Bytes();
        putBody(code, "00 23 01 23 02 fb 08 02 02 1a 10 06 0b");
        putBody(code, "00 23 01 1a 23 03 1a 41 05 10 03 10 04 1a 0b");
        putBody(code, "00 20 00 0b");
        putBody(code, "01 01 7f 10 05 23 02 1a 20 00 10 03 0b");
        putBody(code, "00 10 00 d2 03 1a 0b");
        putBody(code, "00 23 00 1a 0b");
        out.addList(Program.CODE, 6, code);
        Bytes data = new Bytes();
        data.putName("main");
        data.putName("later");
        out.addData(data.toArray());
        out.addCustom("teavm.memoryRequirements", Sections.ascii("{\"min\":1, \"dataSize\":11}"));
        out.addCustom("name", names());
        return out.toArray();
    }

    private static void add(Sections out, int id, String hexadecimal) {
        out.add(id, InstructionsTest.bytes(hexadecimal));
    }

    private static void putBody(Bytes code, String hexadecimal) {
        byte[] body = InstructionsTest.bytes(hexadecimal);
        code.putUnsigned(body.length);
        code.put(body);
    }

    private static byte[] names() {
        Bytes names = new Bytes();
        putNames(names, 1, "log", "start", "main", "helper", "later", "onlyLater", Texts.READER);
        putNames(names, 7, Texts.POINTER, "text of main", "text of later", "table");
        return names.toArray();
    }

    private static void putNames(Bytes out, int kind, String... names) {
        Bytes part = new Bytes();
        part.putUnsigned(names.length);
        for (int i = 0; i < names.length; i++) {
            part.putUnsigned(i);
            part.putName(names[i]);
        }
        out.put(kind);
        out.putSized(part);
    }
}
