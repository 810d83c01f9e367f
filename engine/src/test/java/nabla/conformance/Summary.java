package nabla.conformance;

import java.util.ArrayList;
import java.util.List;

/** Counts the outcomes of all cases on one backend. */
public final class Summary {
    private final String backend;
    private final List<String> failures = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();
    private int all;

    public Summary(String backend) {
        this.backend = backend;
    }

    /** Notes what came of a case. */
    public void add(String name, Outcome outcome) {
        all++;
        switch (outcome.kind()) {
            case PASSED -> {}
            case FAILED -> failures.add(name + ": " + outcome.message());
            case SKIPPED -> skipped.add(name + ": " + outcome.message());
        }
    }

    /** Returns the skipped cases with the reason, and the failures with what was expected and got; a line each, perhaps none. */
    public String details() {
        StringBuilder text = new StringBuilder();
        for (String each : skipped) {
            text.append("conformance ")
                    .append(backend)
                    .append(" SKIPPED ")
                    .append(oneLine(each))
                    .append('\n');
        }
        for (String each : failures) {
            text.append("conformance ")
                    .append(backend)
                    .append(" FAILED ")
                    .append(oneLine(each))
                    .append('\n');
        }
        return text.toString();
    }

    private static String oneLine(String text) {
        return text.replace('\n', ' ');
    }

    /** Returns the line that says how many passed, such as {@code conformance jvm: 250 of 250}. */
    public String line() {
        String line = "conformance " + backend + ": " + (all - failures.size() - skipped.size()) + " of " + all;
        return skipped.isEmpty() ? line : line + " (" + skipped.size() + " SKIPPED)";
    }
}
