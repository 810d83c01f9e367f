package nabla.web.split;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import nabla.web.wasm.Bytes;

/**
 * Writes the part that is loaded first. In place of each function of the rest that it calls stands one that has the rest
 * loaded and calls the function in the table.
 */
final class FirstPart {
    /** The module's name and the function's by which the page's script loads the rest. */
    static final String SCRIPT = "rest";

    static final String LOAD = "load";

    /** The table's name: first the functions of the rest, then those of this part that the rest calls. */
    static final String TABLE = "rest";

    // In place of the numbers that functions have in the program, which has not these.
    private static final int LOAD_FUNCTION = -1;
    private static final int AWAIT_FUNCTION = -2;

    private static final int FUNCTION_REFERENCE = 0x70;
    private static final String REQUIREMENTS = "teavm.memoryRequirements";
    private static final Pattern DATA_SIZE = Pattern.compile("(\"dataSize\": ?)(\\d+)");

    private final Program program;
    private final Texts texts;
    private final Cut cut;
    private final Numbers numbers = new Numbers();
    private final Definitions own;
    private final int[] awaited;
    private final BitSet types;

    FirstPart(Program program, Texts texts, Cut cut) {
        this.program = program;
        this.texts = texts;
        this.cut = cut;
        cut.firstFunctions.stream().filter(this::isImported).forEach(numbers::addFunction);
        numbers.addFunction(LOAD_FUNCTION);
        own = new Definitions(program, cut.firstFunctions, cut.firstGlobals, numbers);
        IntStream.of(own.functions).forEach(numbers::addFunction);
        awaited = cut.awaited();
        IntStream.of(awaited).forEach(numbers::addFunction);
        numbers.addFunction(AWAIT_FUNCTION);
        cut.firstGlobals.stream().forEach(numbers::addGlobal);
        types = usedTypes();
        types.stream().forEach(numbers::addType);
    }

    private BitSet usedTypes() {
        UsedTypes used = new UsedTypes(program);
        cut.firstFunctions.stream().filter(this::isImported).forEach(used::addCall);
        IntStream.of(own.functions).forEach(used::addFunction);
        IntStream.of(awaited).forEach(used::addCall);
        cut.firstGlobals.stream().forEach(used::addGlobal);
        return used.all();
    }

    private boolean isImported(int function) {
        return program.functions.get(function).origin() != null;
    }

    /** The name under which the rest imports a global. */
    static String globalName(int position) {
        return Integer.toString(position, Character.MAX_RADIX);
    }

    /** The number in the table of the first function that the rest imports. */
    static int sharedFrom(Cut cut) {
        return cut.awaited().length;
    }

    static int tableSize(Cut cut) {
        return sharedFrom(cut) + cut.sharedFunctions.cardinality();
    }

    /** The part; {@code restDataSize} tells how many bytes of data the rest has. */
    byte[] write(int restDataSize) {
        Sections out = new Sections();
        byte[] data = texts.data(cut.firstGlobals::get);
        program.types.write(types, numbers, out);
        addImports(out);
        addFunctions(out);
        Bytes table = new Bytes();
        table.put(FUNCTION_REFERENCE);
        table.put(0);
        table.putUnsigned(tableSize(cut));
        out.addList(Program.TABLES, 1, table);
        Bytes tags = new Bytes();
        for (int type : program.tagTypes) {
            tags.put(0);
            tags.putUnsigned(numbers.type(type));
        }
        out.addList(Program.TAGS, program.tagTypes.size(), tags);
        own.addGlobals(out);
        addExports(out);
        Bytes start = new Bytes();
        start.putUnsigned(numbers.function(program.start));
        out.add(Program.START, start.toArray());
        addElements(out);
        addCode(out);
        out.addData(data);
        program.custom.forEach((name, content) -> out.addCustom(
                name, name.equals(REQUIREMENTS) ? sized(content, Math.max(data.length, restDataSize)) : content));
        return out.toArray();
    }

    /** Has the memory's heap begin behind the data of both parts. */
    private static byte[] sized(byte[] requirements, int dataSize) {
        String text = new String(requirements, StandardCharsets.UTF_8);
        Matcher size = DATA_SIZE.matcher(text);
        if (!size.find()) {
            throw new IllegalArgumentException("The program does not tell the size of its data: " + text);
        }
        return Sections.ascii(size.replaceFirst("$1" + dataSize));
    }

    private void addImports(Sections out) {
        Imports imports = new Imports(program, numbers);
        imports.addMemory();
        cut.firstGlobals.stream().forEach(imports::addGlobalOfProgram);
        cut.firstFunctions.stream().filter(this::isImported).forEach(imports::addFunctionOfProgram);
        imports.addFunction(SCRIPT, LOAD, program.types.plain());
        imports.addTo(out);
    }

    private void addFunctions(Sections out) {
        Bytes items = new Bytes();
        own.putTypes(items);
        for (int function : awaited) {
            items.putUnsigned(numbers.type(program.functions.get(function).type()));
        }
        items.putUnsigned(numbers.type(program.types.plain()));
        out.addList(Program.FUNCTIONS, own.functions.length + awaited.length + 1, items);
    }

    private void addExports(Sections out) {
        Bytes items = new Bytes();
        for (Program.Export export : program.exports) {
            int index = switch (export.kind()) {
                case Program.FUNCTION -> numbers.function(export.index());
                case Program.GLOBAL -> numbers.global(export.index());
                default -> export.index();
            };
            putExport(export.name(), export.kind(), index, items);
        }
        putExport(TABLE, Program.TABLE, 0, items);
        int position = 0;
        for (int global : cut.sharedGlobals.stream().toArray()) {
            putExport(globalName(position++), Program.GLOBAL, numbers.global(global), items);
        }
        out.addList(Program.EXPORTS, program.exports.size() + 1 + position, items);
    }

    private static void putExport(String name, int kind, int index, Bytes items) {
        items.putName(name);
        items.put(kind);
        items.putUnsigned(index);
    }

    private void addElements(Sections out) {
        Elements elements = new Elements();
        elements.addAt(
                sharedFrom(cut),
                cut.sharedFunctions.stream().map(numbers::function).toArray());
        own.declareIn(elements);
        elements.addTo(out);
    }

    private void addCode(Sections out) {
        Bytes items = new Bytes();
        for (int function : own.functions) {
            Bytes body = new Bytes();
            putBody(function, body);
            items.putSized(body);
        }
        int position = 0;
        for (int function : awaited) {
            items.putSized(awaiting(position++, program.functions.get(function).type()));
        }
        items.putSized(await());
        out.addList(Program.CODE, own.functions.length + position + 1, items);
    }

    private void putBody(int function, Bytes body) {
        byte[] code = program.functions.get(function).body();
        if (function != program.start) {
            numbers.put(new Input(code), Instructions::readBody, body);
            return;
        }
        numbers.put(new Input(code, 0, texts.from), Instructions::readBody, body);
        texts.putList(texts.globals(cut.firstGlobals::get), numbers, body);
        numbers.put(new Input(code, texts.to, code.length), Instructions::readCode, body);
    }

    /** A function that calls the one at that position of the table, as soon as it is there. */
    private Bytes awaiting(int position, int type) {
        Bytes body = new Bytes();
        body.put(0);
        body.put(Instructions.CALL);
        body.putUnsigned(numbers.function(AWAIT_FUNCTION));
        for (int i = 0; i < program.types.parameters(type); i++) {
            body.put(Instructions.LOCAL_GET);
            body.putUnsigned(i);
        }
        body.put(Instructions.I32_CONST);
        body.putSigned(position);
        body.put(Instructions.CALL_INDIRECT);
        body.putUnsigned(numbers.type(type));
        body.putUnsigned(0);
        body.put(Instructions.END);
        return body;
    }

    /** A function that has the rest loaded if the table is empty yet. */
    private Bytes await() {
        Bytes body = new Bytes();
        body.put(0);
        body.put(Instructions.I32_CONST);
        body.put(0);
        body.put(Instructions.TABLE_GET);
        body.put(0);
        body.put(Instructions.REF_IS_NULL);
        body.put(Instructions.IF);
        body.put(Instructions.NO_RESULT);
        body.put(Instructions.CALL);
        body.putUnsigned(numbers.function(LOAD_FUNCTION));
        body.put(Instructions.END);
        body.put(Instructions.END);
        return body;
    }
}
