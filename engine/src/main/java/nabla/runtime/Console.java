package nabla.runtime;

import java.util.function.Consumer;

/**
 * Where the engine's own lines go: what {@code verbose} prints and PyTorch's warnings. They go nowhere until the place
 * where a program runs says where: a page shows them, a test keeps them.
 */
public final class Console {
    private static Consumer<String> sink = line -> {};

    private Console() {}

    /** Makes {@code receiver} take all lines from now on; returns who took them before. */
    public static Consumer<String> setSink(Consumer<String> receiver) {
        Consumer<String> before = sink;
        sink = receiver;
        return before;
    }

    /** Shows a line. */
    public static void print(String line) {
        sink.accept(line);
    }

    /** Shows a warning: what is probably a mistake, though it has a meaning. */
    public static void warn(String message) {
        print("UserWarning: " + message);
    }
}
