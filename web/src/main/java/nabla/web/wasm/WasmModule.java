package nabla.web.wasm;

import java.util.ArrayList;
import java.util.List;

/** A WebAssembly module: at most one imported memory, one table, and functions. */
public final class WasmModule {
    private static final int FUNCTION = 0;
    private static final int TABLE = 1;
    private static final int MEMORY = 2;
    private static final int FUNCTION_REFERENCE = 0x70;

    private final List<Signature> signatures = new ArrayList<>();
    private final List<Function> functions = new ArrayList<>();
    private final Bytes imports = new Bytes();
    private final Bytes exports = new Bytes();
    private int importCount;
    private int exportCount;
    private int tableSize = -1;

    /** Imports a memory of at least {@code pages} pages of 64 KiB. */
    public void importMemory(String module, String name, int pages) {
        imports.putName(module);
        imports.putName(name);
        imports.put(MEMORY);
        imports.put(0);
        imports.putUnsigned(pages);
        importCount++;
    }

    /** Gives the module a table of functions, empty at first, and exports it. */
    public void exportTable(String name, int size) {
        tableSize = size;
        export(name, TABLE, 0);
    }

    /** The signature of these types; equal ones are one object. */
    public Signature signature(List<ValueType> parameters, List<ValueType> results) {
        for (Signature known : signatures) {
            if (known.parameters.equals(parameters) && known.results.equals(results)) {
                return known;
            }
        }
        Signature made = new Signature(signatures.size(), List.copyOf(parameters), List.copyOf(results));
        signatures.add(made);
        return made;
    }

    /** A new function with an empty body. */
    public Function function(List<ValueType> parameters, List<ValueType> results) {
        Function made = new Function(functions.size(), signature(parameters, results));
        functions.add(made);
        return made;
    }

    public void export(String name, Function function) {
        export(name, FUNCTION, function.index);
    }

    private void export(String name, int kind, int index) {
        exports.putName(name);
        exports.put(kind);
        exports.putUnsigned(index);
        exportCount++;
    }

    /** The module in the binary format. */
    public byte[] toBytes() {
        Bytes module = new Bytes();
        module.putFixed(0x6D736100);
        module.putFixed(1);
        section(module, 1, signatures.size(), signatureSection());
        section(module, 2, importCount, imports);
        section(module, 3, functions.size(), declarations());
        if (tableSize >= 0) {
            Bytes table = new Bytes();
            table.put(FUNCTION_REFERENCE);
            table.put(0);
            table.putUnsigned(tableSize);
            section(module, 4, 1, table);
        }
        section(module, 7, exportCount, exports);
        Bytes bodies = new Bytes();
        for (Function function : functions) {
            function.write(bodies);
        }
        section(module, 10, functions.size(), bodies);
        return module.toArray();
    }

    private Bytes signatureSection() {
        Bytes content = new Bytes();
        for (Signature signature : signatures) {
            content.put(0x60);
            putTypes(content, signature.parameters);
            putTypes(content, signature.results);
        }
        return content;
    }

    private Bytes declarations() {
        Bytes content = new Bytes();
        for (Function function : functions) {
            content.putUnsigned(function.signature.index);
        }
        return content;
    }

    private static void putTypes(Bytes content, List<ValueType> types) {
        content.putUnsigned(types.size());
        for (ValueType type : types) {
            content.put(type.code);
        }
    }

    private static void section(Bytes module, int number, int count, Bytes content) {
        if (count == 0) {
            return;
        }
        Bytes counted = new Bytes();
        counted.putUnsigned(count);
        counted.put(content);
        module.put(number);
        module.putSized(counted);
    }
}
