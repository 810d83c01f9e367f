package nabla.web.stepper;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last traces of one run, so that going back to an iteration takes no time. */
final class TraceRing {
    private static final int MOST = 8;

    private final List<Trace> traces = new ArrayList<>();
    private String run = "";

    /** Forgets all if they are of another run: of other settings or samples. */
    void of(String otherRun) {
        if (!run.equals(otherRun)) {
            run = otherRun;
            traces.clear();
        }
    }

    void add(Trace trace) {
        traces.removeIf(old -> old.iteration() == trace.iteration());
        traces.add(trace);
        if (traces.size() > MOST) {
            traces.remove(0);
        }
    }

    @Nullable
    Trace find(int iteration) {
        for (Trace trace : traces) {
            if (trace.iteration() == iteration) {
                return trace;
            }
        }
        return null;
    }
}
