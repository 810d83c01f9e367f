package nabla.web.split;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import nabla.web.wasm.Bytes;

/** Which number each function, global and type of the program has in one of its parts. */
final class Numbers {
    private final Map<Integer, Integer> functions = new HashMap<>();
    private final Map<Integer, Integer> globals = new HashMap<>();
    private final Map<Integer, Integer> types = new HashMap<>();

    /** Gives the function the next number of its part. */
    void addFunction(int function) {
        functions.put(function, functions.size());
    }

    /** Gives the global the next number of its part. */
    void addGlobal(int global) {
        globals.put(global, globals.size());
    }

    /** Gives the type the next number of its part. */
    void addType(int type) {
        types.put(type, types.size());
    }

    int function(int function) {
        return number(function, functions);
    }

    int global(int global) {
        return number(global, globals);
    }

    int type(int type) {
        return number(type, types);
    }

    private static int number(int old, Map<Integer, Integer> numbers) {
        Integer found = numbers.get(old);
        if (found == null) {
            throw new IllegalStateException("Number " + old + " is not in this part, though its code names it.");
        }
        return found;
    }

    /** Writes what the reader reads, with these numbers in place of the program's. */
    void put(Input in, BiConsumer<Input, Sink> reader, Bytes out) {
        int[] written = {in.position()};
        reader.accept(in, (space, number, start, end) -> {
            out.put(in.between(written[0], start));
            putNumber(space, number, out);
            written[0] = end;
        });
        out.put(in.since(written[0]));
    }

    private void putNumber(Sink.Space space, int number, Bytes out) {
        switch (space) {
            case FUNCTION, REFERENCE -> out.putUnsigned(function(number));
            case GLOBAL -> out.putUnsigned(global(number));
            case TYPE -> out.putUnsigned(type(number));
            case HEAP_TYPE -> out.putSigned(type(number));
        }
    }
}
