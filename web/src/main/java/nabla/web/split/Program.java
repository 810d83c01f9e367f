package nabla.web.split;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A finished program as it is cut: functions and globals, the imported ones first, and all else as bytes. */
final class Program {
    static final int TYPES = 1;
    static final int IMPORTS = 2;
    static final int FUNCTIONS = 3;
    static final int TABLES = 4;
    static final int GLOBALS = 6;
    static final int EXPORTS = 7;
    static final int START = 8;
    static final int ELEMENTS = 9;
    static final int CODE = 10;
    static final int DATA = 11;
    static final int TAGS = 13;
    static final int CUSTOM = 0;

    static final int FUNCTION = 0;
    static final int TABLE = 1;
    static final int MEMORY = 2;
    static final int GLOBAL = 3;
    static final int TAG = 4;

    private static final Sink IGNORED = (space, number, start, end) -> {};

    /** An import: its names as they are written, and of a memory what follows its kind. */
    record Import(int kind, byte[] names, byte[] description) {}

    /** A function; {@code body} holds its locals and its code, and is absent where {@code origin} imports it. */
    record Function(int type, @Nullable Import origin, byte[] body) {}

    /** A global; {@code type} tells whether it changes as well, {@code initial} ends with its end. */
    record Global(byte[] type, @Nullable Import origin, byte[] initial) {}

    record Export(String name, int kind, int index) {}

    final Types types;
    final List<Import> imports = new ArrayList<>();
    final List<Function> functions = new ArrayList<>();
    final List<Global> globals = new ArrayList<>();
    final List<Export> exports = new ArrayList<>();
    final Map<String, byte[]> custom = new LinkedHashMap<>();
    final Names names;

    /** The types of its tags. */
    final List<Integer> tagTypes = new ArrayList<>();

    final int start;

    /** What the memory holds from its first byte on. */
    final byte[] data;

    Program(byte[] binary) {
        Map<Integer, byte[]> sections = sections(new Input(binary));
        types = new Types(section(sections, TYPES));
        readImports(new Input(section(sections, IMPORTS)));
        readFunctions(new Input(section(sections, FUNCTIONS)), new Input(section(sections, CODE)));
        readGlobals(new Input(section(sections, GLOBALS)));
        readExports(new Input(section(sections, EXPORTS)));
        Input tags = new Input(section(sections, TAGS));
        for (int left = tags.unsigned(); left > 0; left--) {
            tags.skip(1);
            tagTypes.add(tags.unsigned());
        }
        start = new Input(section(sections, START)).unsigned();
        data = readData(new Input(section(sections, DATA)));
        byte[] named = custom.remove("name");
        if (named == null) {
            throw new IllegalArgumentException(
                    "The program has no names, by which it could be cut: compile it unminified.");
        }
        names = new Names(new Input(named));
    }

    private Map<Integer, byte[]> sections(Input in) {
        in.skip(8);
        Map<Integer, byte[]> sections = new LinkedHashMap<>();
        while (in.hasMore()) {
            int id = in.next();
            Input content = in.part(in.unsigned());
            if (id == CUSTOM) {
                String name = content.name();
                custom.put(name, content.rest());
            } else {
                sections.put(id, content.rest());
            }
        }
        return sections;
    }

    private static byte[] section(Map<Integer, byte[]> sections, int id) {
        byte[] found = sections.get(id);
        if (found == null) {
            throw new IllegalArgumentException("The program has no section " + id + ".");
        }
        return found;
    }

    private void readImports(Input in) {
        for (int left = in.unsigned(); left > 0; left--) {
            int from = in.position();
            in.name();
            in.name();
            byte[] names = in.since(from);
            int kind = in.next();
            int described = in.position();
            switch (kind) {
                case FUNCTION -> in.skipNumber();
                case MEMORY -> {
                    int flags = in.next();
                    in.skipNumber();
                    if ((flags & 1) != 0) {
                        in.skipNumber();
                    }
                }
                case GLOBAL -> Types.readField(in, IGNORED);
                default -> throw new IllegalArgumentException("An import of kind " + kind + " cannot be cut.");
            }
            byte[] description = in.since(described);
            Import made = new Import(kind, names, description);
            imports.add(made);
            if (kind == FUNCTION) {
                functions.add(new Function(new Input(description).unsigned(), made, new byte[0]));
            } else if (kind == GLOBAL) {
                globals.add(new Global(description, made, new byte[0]));
            }
        }
    }

    private void readFunctions(Input types, Input code) {
        int count = types.unsigned();
        if (code.unsigned() != count) {
            throw new IllegalArgumentException("The program has not as many bodies as functions.");
        }
        for (int i = 0; i < count; i++) {
            functions.add(new Function(types.unsigned(), null, code.bytes(code.unsigned())));
        }
    }

    private void readGlobals(Input in) {
        for (int left = in.unsigned(); left > 0; left--) {
            int from = in.position();
            Types.readField(in, IGNORED);
            byte[] type = in.since(from);
            int initial = in.position();
            Instructions instructions = new Instructions(in, IGNORED);
            do {
                instructions.next();
            } while (instructions.opcode() != Instructions.END);
            globals.add(new Global(type, null, in.since(initial)));
        }
    }

    private void readExports(Input in) {
        for (int left = in.unsigned(); left > 0; left--) {
            exports.add(new Export(in.name(), in.next(), in.unsigned()));
        }
    }

    private static byte[] readData(Input in) {
        boolean atZero = in.unsigned() == 1
                && in.next() == 0
                && in.next() == Instructions.I32_CONST
                && in.next() == 0
                && in.next() == Instructions.END;
        if (!atZero) {
            throw new IllegalArgumentException("Only a program whose data are one piece from address 0 on can be cut.");
        }
        return in.bytes(in.unsigned());
    }
}
