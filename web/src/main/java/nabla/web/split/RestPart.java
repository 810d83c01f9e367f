package nabla.web.split;

import java.util.List;
import java.util.stream.IntStream;
import nabla.web.wasm.Bytes;

/** Writes the part that is loaded when a function of it is first called. */
final class RestPart {
    /** The module's name under which the first part's functions, globals, table and tags are imported. */
    static final String FIRST = "first";

    /** What stands before a function's position in the first part's table, in the name that it is imported by. */
    static final String FUNCTION_PREFIX = "f";

    private static final int FUNCTION_REFERENCE = 0x70;
    private static final int START_FUNCTION = -1;

    private final Program program;
    private final Texts texts;
    private final Cut cut;
    private final Numbers numbers = new Numbers();
    private final int[] own;
    private final int[] ownGlobals;

    /** What is imported, written so far. */
    private final Bytes imports = new Bytes();

    private int importCount;

    RestPart(Program program, Texts texts, Cut cut) {
        this.program = program;
        this.texts = texts;
        this.cut = cut;
        importFromScript();
        importFromFirst();
        own = cut.restFunctions.stream()
                .filter(function -> program.functions.get(function).origin() == null)
                .toArray();
        ownGlobals = cut.restGlobals.stream()
                .filter(global -> program.globals.get(global).origin() == null)
                .toArray();
        for (int function : own) {
            numbers.addFunction(function);
        }
        numbers.addFunction(START_FUNCTION);
        for (int global : ownGlobals) {
            numbers.addGlobal(global);
        }
    }

    private void importFromScript() {
        for (Program.Import each : program.imports) {
            if (each.kind() == Program.MEMORY) {
                imports.put(each.bytes());
                importCount++;
            }
        }
        cut.restFunctions.stream().forEach(function -> {
            Program.Import origin = program.functions.get(function).origin();
            if (origin != null) {
                imports.put(origin.bytes());
                importCount++;
                numbers.addFunction(function);
            }
        });
        cut.restGlobals.stream().forEach(global -> {
            Program.Import origin = program.globals.get(global).origin();
            if (origin != null) {
                imports.put(origin.bytes());
                importCount++;
                numbers.addGlobal(global);
            }
        });
    }

    private void importFromFirst() {
        putImport(FirstPart.TABLE, Program.TABLE);
        imports.put(FUNCTION_REFERENCE);
        imports.put(0);
        imports.putUnsigned(FirstPart.tableSize(cut));
        for (Program.Export export : program.exports) {
            if (export.kind() == Program.TAG) {
                putImport(export.name(), Program.TAG);
                imports.put(tagType(export.index()));
            }
        }
        int position = FirstPart.sharedFrom(cut);
        for (int function : cut.sharedFunctions.stream().toArray()) {
            putImport(FUNCTION_PREFIX + position++, Program.FUNCTION);
            imports.putUnsigned(program.functions.get(function).type());
            numbers.addFunction(function);
        }
        position = 0;
        for (int global : cut.sharedGlobals.stream().toArray()) {
            putImport(FirstPart.globalName(position++), Program.GLOBAL);
            imports.put(program.globals.get(global).type());
            numbers.addGlobal(global);
        }
    }

    private void putImport(String name, int kind) {
        imports.putName(FIRST);
        imports.putName(name);
        imports.put(kind);
        importCount++;
    }

    /** How the tag of that number is described. */
    private byte[] tagType(int tag) {
        Input in = new Input(program.tags);
        if (in.unsigned() != 1 || tag != 0) {
            throw new IllegalArgumentException("A program of more than one tag cannot be cut.");
        }
        return in.rest();
    }

    /** The characters of its texts, which lie where those of the first part did until it had started. */
    byte[] data() {
        return texts.data(cut.restGlobals::get);
    }

    byte[] write() {
        Sections out = new Sections();
        out.add(Program.TYPES, program.types.section);
        out.addList(Program.IMPORTS, importCount, imports);
        Bytes types = new Bytes();
        for (int function : own) {
            types.putUnsigned(program.functions.get(function).type());
        }
        types.putUnsigned(program.types.plain());
        out.addList(Program.FUNCTIONS, own.length + 1, types);
        Bytes globals = new Bytes();
        for (int global : ownGlobals) {
            globals.put(program.globals.get(global).type());
            numbers.putCode(new Input(program.globals.get(global).initial()), globals);
        }
        out.addList(Program.GLOBALS, ownGlobals.length, globals);
        Bytes start = new Bytes();
        start.putUnsigned(numbers.function(START_FUNCTION));
        out.add(Program.START, start.toArray());
        addElements(out);
        addCode(out);
        out.addData(data());
        return out.toArray();
    }

    private void addElements(Sections out) {
        Elements elements = new Elements();
        elements.addAt(0, IntStream.of(cut.awaited()).map(numbers::function).toArray());
        elements.declare(
                IntStream.of(own)
                        .mapToObj(function -> program.functions.get(function).body()),
                IntStream.of(ownGlobals)
                        .mapToObj(global -> program.globals.get(global).initial()),
                numbers);
        elements.addTo(out);
    }

    private void addCode(Sections out) {
        Bytes items = new Bytes();
        for (int function : own) {
            Bytes body = new Bytes();
            numbers.putBody(program.functions.get(function).body(), body);
            items.putSized(body);
        }
        items.putSized(readTexts(texts.globals(cut.restGlobals::get)));
        out.addList(Program.CODE, own.length + 1, items);
    }

    /** The start: has the texts read. */
    private Bytes readTexts(List<Integer> globals) {
        Bytes body = new Bytes();
        body.put(0);
        body.put(Instructions.I32_CONST);
        body.put(0);
        body.put(Instructions.GLOBAL_SET);
        body.putUnsigned(numbers.global(program.names.globalNamed(Texts.POINTER)));
        for (int global : globals) {
            body.put(Instructions.GLOBAL_GET);
            body.putUnsigned(numbers.global(global));
            body.put(Instructions.CALL);
            body.putUnsigned(numbers.function(program.names.functionNamed(Texts.READER)));
        }
        body.put(Instructions.END);
        return body;
    }
}
