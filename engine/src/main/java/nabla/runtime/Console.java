package nabla.runtime;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Where the engine's own lines go: what {@code verbose} prints and PyTorch's warnings. They go nowhere until the place
 * where a program runs says where: a page shows them, a test keeps them.
 */
public final class Console {
    private static final Set<String> WARNED = new HashSet<>();
    private static Consumer<String> sink = line -> {};

    private Console() {}

    /** Makes {@code receiver} take all lines from now on; returns who took them before. */
    public static Consumer<String> setSink(Consumer<String> receiver) {
        Consumer<String> before = sink;
        sink = receiver;
        WARNED.clear();
        return before;
    }

    /** Shows a line. */
    public static void print(String line) {
        sink.accept(line);
    }

    /**
     * Shows a warning: what is probably a mistake, though it has a meaning. As Python does, the same one only once, so that a
     * training loop does not repeat it in each step; whoever takes the lines next is told again.
     */
    public static void warn(String message) {
        if (WARNED.add(message)) {
            print("UserWarning: " + message);
        }
    }
}
