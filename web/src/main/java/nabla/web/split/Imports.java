package nabla.web.split;

import nabla.web.wasm.Bytes;

/** What a part imports. */
final class Imports {
    private static final int FUNCTION_REFERENCE = 0x70;

    private final Program program;
    private final Numbers numbers;
    private final Bytes items = new Bytes();
    private int count;

    /** An empty list; the numbers are the part's, and need to know of types only. */
    Imports(Program program, Numbers numbers) {
        this.program = program;
        this.numbers = numbers;
    }

    /** Adds the memory as the program imports it, if it does. */
    void addMemory() {
        for (Program.Import each : program.imports) {
            if (each.kind() == Program.MEMORY) {
                add(each);
                items.put(each.description());
            }
        }
    }

    /** Adds the function as the program imports it. */
    void addFunctionOfProgram(int function) {
        Program.Function found = program.functions.get(function);
        if (found.origin() != null) {
            add(found.origin());
            items.putUnsigned(numbers.type(found.type()));
        }
    }

    /** Adds the global as the program imports it, if it does. */
    void addGlobalOfProgram(int global) {
        Program.Global found = program.globals.get(global);
        if (found.origin() != null) {
            add(found.origin());
            numbers.put(new Input(found.type()), Types::readField, items);
        }
    }

    void addFunction(String module, String name, int type) {
        add(module, name, Program.FUNCTION);
        items.putUnsigned(numbers.type(type));
    }

    /** Adds a global of the same type as this one of the program. */
    void addGlobal(String module, String name, int global) {
        add(module, name, Program.GLOBAL);
        numbers.put(new Input(program.globals.get(global).type()), Types::readField, items);
    }

    void addTable(String module, String name, int size) {
        add(module, name, Program.TABLE);
        items.put(FUNCTION_REFERENCE);
        items.put(0);
        items.putUnsigned(size);
    }

    void addTag(String module, String name, int type) {
        add(module, name, Program.TAG);
        items.put(0);
        items.putUnsigned(numbers.type(type));
    }

    private void add(Program.Import origin) {
        items.put(origin.names());
        items.put(origin.kind());
        count++;
    }

    private void add(String module, String name, int kind) {
        items.putName(module);
        items.putName(name);
        items.put(kind);
        count++;
    }

    void addTo(Sections out) {
        out.addList(Program.IMPORTS, count, items);
    }
}
