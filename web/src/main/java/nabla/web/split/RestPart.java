package nabla.web.split;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import nabla.web.wasm.Bytes;

/** Writes the part that is loaded when a function of it is first called. */
final class RestPart {
    /** The module's name under which the first part's functions, globals, table and tags are imported. */
    static final String FIRST = "first";

    /** What stands before a function's position in the first part's table, in the name that it is imported by. */
    static final String FUNCTION_PREFIX = "f";

    private static final int START_FUNCTION = -1;

    private final Program program;
    private final Texts texts;
    private final Cut cut;
    private final Numbers numbers = new Numbers();
    private final Definitions own;
    private final BitSet types;

    RestPart(Program program, Texts texts, Cut cut) {
        this.program = program;
        this.texts = texts;
        this.cut = cut;
        own = new Definitions(program, cut.restFunctions, cut.restGlobals, numbers);
        importedFunctions().forEach(numbers::addFunction);
        cut.sharedFunctions.stream().forEach(numbers::addFunction);
        IntStream.of(own.functions).forEach(numbers::addFunction);
        numbers.addFunction(START_FUNCTION);
        importedGlobals().forEach(numbers::addGlobal);
        cut.sharedGlobals.stream().forEach(numbers::addGlobal);
        IntStream.of(own.globals).forEach(numbers::addGlobal);
        types = usedTypes();
        types.stream().forEach(numbers::addType);
    }

    private IntStream importedFunctions() {
        return cut.restFunctions.stream()
                .filter(function -> program.functions.get(function).origin() != null);
    }

    private IntStream importedGlobals() {
        return cut.restGlobals.stream()
                .filter(global -> program.globals.get(global).origin() != null);
    }

    private BitSet usedTypes() {
        UsedTypes used = new UsedTypes(program);
        importedFunctions().forEach(used::addCall);
        cut.sharedFunctions.stream().forEach(used::addCall);
        IntStream.of(own.functions).forEach(used::addFunction);
        importedGlobals().forEach(used::addUse);
        cut.sharedGlobals.stream().forEach(used::addUse);
        IntStream.of(own.globals).forEach(used::addGlobal);
        return used.all();
    }

    private void addImports(Sections out) {
        Imports imports = new Imports(program, numbers);
        imports.addMemory();
        importedFunctions().forEach(imports::addFunctionOfProgram);
        importedGlobals().forEach(imports::addGlobalOfProgram);
        imports.addTable(FIRST, FirstPart.TABLE, FirstPart.tableSize(cut));
        for (Program.Export export : program.exports) {
            if (export.kind() == Program.TAG) {
                imports.addTag(FIRST, export.name(), program.tagTypes.get(export.index()));
            }
        }
        int position = FirstPart.sharedFrom(cut);
        for (int function : cut.sharedFunctions.stream().toArray()) {
            imports.addFunction(
                    FIRST,
                    FUNCTION_PREFIX + position++,
                    program.functions.get(function).type());
        }
        position = 0;
        for (int global : cut.sharedGlobals.stream().toArray()) {
            imports.addGlobal(FIRST, FirstPart.globalName(position++), global);
        }
        imports.addTo(out);
    }

    /** The characters of its texts, which lie where those of the first part did until it had started. */
    byte[] data() {
        return texts.data(cut.restGlobals::get);
    }

    byte[] write() {
        Sections out = new Sections();
        program.types.write(types, numbers, out);
        addImports(out);
        Bytes functions = new Bytes();
        own.putTypes(functions);
        functions.putUnsigned(numbers.type(program.types.plain()));
        out.addList(Program.FUNCTIONS, own.functions.length + 1, functions);
        own.addGlobals(out);
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
        own.declareIn(elements);
        elements.addTo(out);
    }

    private void addCode(Sections out) {
        Bytes items = new Bytes();
        for (int function : own.functions) {
            Bytes body = new Bytes();
            numbers.put(new Input(program.functions.get(function).body()), Instructions::readBody, body);
            items.putSized(body);
        }
        items.putSized(readTexts(texts.globals(cut.restGlobals::get)));
        out.addList(Program.CODE, own.functions.length + 1, items);
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
