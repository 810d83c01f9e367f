package nabla.web.split;

import java.util.HashMap;
import java.util.Map;
import nabla.web.wasm.Bytes;

/** Which number each function and global of the program has in one of its parts. */
final class Numbers {
    private final Map<Integer, Integer> functions = new HashMap<>();
    private final Map<Integer, Integer> globals = new HashMap<>();

    /** Gives the function the next number of its part. */
    void addFunction(int function) {
        functions.put(function, functions.size());
    }

    /** Gives the global the next number of its part. */
    void addGlobal(int global) {
        globals.put(global, globals.size());
    }

    int function(int function) {
        return number(function, functions);
    }

    int global(int global) {
        return number(global, globals);
    }

    int functionCount() {
        return functions.size();
    }

    private static int number(int old, Map<Integer, Integer> numbers) {
        Integer found = numbers.get(old);
        if (found == null) {
            throw new IllegalStateException("Number " + old + " is not in this part, though its code names it.");
        }
        return found;
    }

    /** Writes the body of a function with these numbers. */
    void putBody(byte[] body, Bytes out) {
        Input in = new Input(body);
        References.skipLocals(in);
        out.put(in.since(0));
        putCode(new Input(body, in.position(), body.length), out);
    }

    /** Writes code with these numbers. */
    void putCode(Input code, Bytes out) {
        Instructions instructions = new Instructions(code);
        while (code.hasMore()) {
            int start = code.position();
            instructions.next();
            if (instructions.namesFunction()) {
                out.put(instructions.opcode());
                out.putUnsigned(function(instructions.index()));
            } else if (instructions.namesGlobal()) {
                out.put(instructions.opcode());
                out.putUnsigned(global(instructions.index()));
            } else {
                out.put(code.since(start));
            }
        }
    }
}
