package nabla.tests.checks;

import java.util.Arrays;

/**
 * The page's suite {@code conformance}, with its own arguments after the backend and the suite. A program of its own: it
 * calls the whole engine and little else, so its size tells the engine's.
 */
public final class ConformanceProgram {
    private ConformanceProgram() {}

    public static void main(String[] arguments) {
        String device = arguments[0];
        ConformanceChecks.run(() -> Program.open(device), Arrays.copyOfRange(arguments, 2, arguments.length));
        Program.finish();
    }
}
