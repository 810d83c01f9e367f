package nabla.web.split;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A list of functions that a page needs later: one a line, with {@code *} for any characters. {@code !} before a name takes
 * it out again, {@code #} begins a comment, and the last line that fits decides.
 */
final class DeferredFunctions {
    private final Path file;
    private final @Nullable DeferredFunctions before;
    private final List<Line> lines;

    /** Reads the file; its lines come behind those of the other list, if there is one. */
    DeferredFunctions(Path file, @Nullable DeferredFunctions before) throws IOException {
        this.file = file;
        this.before = before;
        lines = Files.readAllLines(file).stream()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(text -> !text.isEmpty())
                .map(Line::new)
                .toList();
    }

    /** Whether the function is on the list. Asks all lines, so that each knows whether it ever fits. */
    boolean contains(String function) {
        boolean contained = before != null && before.contains(function);
        for (Line line : lines) {
            if (line.fits(function)) {
                contained = !line.takesOut;
            }
        }
        return contained;
    }

    /** Fails if there are lines in the file that fitted none of the functions that were asked for. */
    void refuseUnused() {
        String unused = lines.stream()
                .filter(line -> !line.everFitted)
                .map(line -> line.text)
                .collect(Collectors.joining(", "));
        if (!unused.isEmpty()) {
            throw new IllegalArgumentException(
                    "These lines of " + file + " name no function that the first part calls: " + unused
                            + ". Take them out, or write what it is called now.");
        }
    }

    private static final class Line {
        final String text;
        final boolean takesOut;
        private final Pattern pattern;
        boolean everFitted;

        Line(String text) {
            this.text = text;
            takesOut = text.startsWith("!");
            pattern = Pattern.compile(Arrays.stream((takesOut ? text.substring(1) : text).split("\\*", -1))
                    .map(Pattern::quote)
                    .collect(Collectors.joining(".*")));
        }

        boolean fits(String function) {
            boolean fits = pattern.matcher(function).matches();
            everFitted |= fits;
            return fits;
        }
    }
}
