package nabla.web.split;

import java.util.HashMap;
import java.util.Map;

/**
 * The names of functions and globals, as the compiler gave them: {@code nabla.op.Convolution::first}.
 *
 * @see <a href="https://webassembly.github.io/spec/core/appendix/custom.html#name-section">WebAssembly: names</a>
 */
final class Names {
    private static final int FUNCTIONS = 1;
    private static final int GLOBALS = 7;

    private final Map<Integer, String> functions = new HashMap<>();
    private final Map<Integer, String> globals = new HashMap<>();

    Names(Input in) {
        while (in.hasMore()) {
            int kind = in.next();
            Input part = in.part(in.unsigned());
            if (kind == FUNCTIONS) {
                read(part, functions);
            } else if (kind == GLOBALS) {
                read(part, globals);
            }
        }
    }

    private static void read(Input in, Map<Integer, String> names) {
        for (int left = in.unsigned(); left > 0; left--) {
            names.put(in.unsigned(), in.name());
        }
    }

    /** The function's name; an empty one if it has none. */
    String function(int index) {
        return functions.getOrDefault(index, "");
    }

    /** The function of that name. */
    int functionNamed(String name) {
        return find(name, functions);
    }

    /** The global of that name. */
    int globalNamed(String name) {
        return find(name, globals);
    }

    private static int find(String name, Map<Integer, String> names) {
        for (Map.Entry<Integer, String> entry : names.entrySet()) {
            if (entry.getValue().equals(name)) {
                return entry.getKey();
            }
        }
        throw new IllegalArgumentException("The program has nothing named " + name
                + ", which another version of the compiler may call differently.");
    }
}
