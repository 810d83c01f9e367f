package nabla.board;

/**
 * Which iterations are measured: all at first, when most goes wrong, then ever fewer. It depends on nothing but the
 * iteration's number, so that a run repeated is measured at the same places.
 */
public final class Schedule {
    private static final int FIRST = 32;
    private static final int SHARE = 8;
    private static final int MOST = 512;

    private int next;
    private int latest;

    /** Whether this iteration, counted from 0, is to be measured. Asked for each in order, for one perhaps again. */
    public boolean isDue(int iteration) {
        if (iteration < next) {
            return iteration == latest;
        }
        latest = iteration;
        next = iteration + (iteration < FIRST ? 1 : Math.min(iteration / SHARE, MOST));
        return true;
    }
}
