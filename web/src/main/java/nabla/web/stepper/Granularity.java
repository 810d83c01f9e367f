package nabla.web.stepper;

/** How far one press of a button goes. */
enum Granularity {
    LINE,
    OPERATION,
    MODULE,
    ITERATION;

    /**
     * The step at which a move from {@code from} ends; -1 or the trace's length if it leaves the iteration.
     *
     * @param direction 1 or -1
     */
    int move(Trace trace, int from, int direction) {
        if (this == ITERATION) {
            return direction > 0 ? trace.length() : -1;
        }
        int to = from + direction;
        if (this == OPERATION || to < 0 || to >= trace.length()) {
            return to;
        }
        while (to >= 0 && to < trace.length() && isAlike(trace.step(from), trace.step(to))) {
            to += direction;
        }
        if (to < 0) {
            return direction < 0 && from > 0 ? 0 : to;
        }
        if (direction < 0) {
            // Back to where the stretch begins, as it was entered going forward.
            while (to > 0 && isAlike(trace.step(to), trace.step(to - 1))) {
                to--;
            }
        }
        return to;
    }

    private boolean isAlike(Step one, Step other) {
        if (one.phase() != other.phase()) {
            return false;
        }
        return this == LINE ? one.line() == other.line() : one.module().equals(other.module());
    }
}
