package nabla.web.stepper;

import nabla.trace.Text;
import org.jspecify.annotations.Nullable;

/** Where the learner is: an iteration and one of its steps. Moves by hand, by itself, and on to breakpoints. */
final class Cursor {
    /** What the cursor needs of the panel around it. */
    interface Listener {
        /** The cursor stands at this step now; {@code asks} if it may be asked about before it is revealed. */
        void moved(Trace trace, Step step, boolean asks);

        /** What a move has to say; empty for nothing. */
        void note(Text text);

        /** A move leaves the iteration for this one. */
        void want(int iteration);

        /** Whether a trace is on its way. */
        boolean isWaiting();

        /** Whether a question has to be answered first. */
        boolean isAsking();
    }

    /** So many iterations a run to the next breakpoint looks through. */
    private static final int FURTHEST = 50;

    private final Controls controls;
    private final Breakpoints breakpoints;
    private final Listener listener;
    private final Player player;
    private @Nullable Trace trace;
    private int index;

    /** The last iteration that a run to the next breakpoint looks through; -1 while none is under way. */
    private int last = -1;

    Cursor(Controls controls, Breakpoints breakpoints, Listener listener) {
        this.controls = controls;
        this.breakpoints = breakpoints;
        this.listener = listener;
        player = new Player(controls, this::playOn);
    }

    /** The iteration that is walked through; null until one has arrived. */
    @Nullable
    Trace trace() {
        return trace;
    }

    /** The step at which the cursor stands; null until an iteration has arrived. */
    @Nullable
    Step step() {
        return trace == null ? null : trace.step(index);
    }

    /** Goes into an iteration, at this step. */
    void enter(Trace next, int step) {
        trace = next;
        show(step, false);
        if (last >= 0) {
            search(next, 0);
        }
    }

    private void show(int to, boolean asks) {
        Trace of = trace;
        if (of != null && to >= 0 && to < of.length()) {
            index = to;
            listener.moved(of, of.step(to), asks);
        }
    }

    /** Stops playing, and running to a breakpoint. */
    void stop() {
        player.stop();
        last = -1;
    }

    void go(int to) {
        stop();
        listener.note(Text.EMPTY);
        show(to, false);
    }

    /** One move of the chosen granularity, forward (1) or back (-1). */
    void move(int direction) {
        stop();
        listener.note(Text.EMPTY);
        advance(direction);
    }

    /** One move; false if there is nothing further that way. */
    private boolean advance(int direction) {
        Trace of = trace;
        if (of == null || listener.isWaiting()) {
            return of != null;
        }
        Granularity granularity = controls.granularity();
        int to = granularity.move(of, index, direction);
        if (to >= 0 && to < of.length()) {
            show(to, direction > 0);
            return true;
        }
        int iteration = of.iteration() + direction;
        if (granularity == Granularity.ITERATION && iteration >= 0) {
            listener.want(iteration);
            return true;
        }
        listener.note(
                direction > 0
                        ? Text.of("The iteration ends here. Step by iteration to go to the next.")
                        : Text.of("It begins here."));
        return false;
    }

    /** To the beginning of the phase, or on to the next one or the one before. */
    void movePhase(int direction) {
        Trace of = trace;
        if (of == null) {
            return;
        }
        Phase now = of.step(index).phase();
        if (direction < 0 && index > of.first(now)) {
            go(of.first(now));
            return;
        }
        Phase[] all = Phase.values();
        for (int i = now.ordinal() + direction; i >= 0 && i < all.length; i += direction) {
            if (of.count(all[i]) > 0) {
                go(of.first(all[i]));
                return;
            }
        }
    }

    void goToEnd(boolean last) {
        go(last && trace != null ? trace.length() - 1 : 0);
    }

    void playOrPause() {
        if (player.isPlaying() || last >= 0) {
            stop();
        } else {
            player.start();
        }
    }

    private boolean playOn() {
        if (listener.isAsking() || listener.isWaiting()) {
            return true;
        }
        int before = index;
        if (!advance(1)) {
            return false;
        }
        Text reason = trace == null || listener.isWaiting() ? Text.EMPTY : breakpoints.reason(trace, before, index);
        listener.note(reason);
        return reason.isEmpty();
    }

    /** On to where a breakpoint stops, in this iteration or one of the next; any other move ends the search. */
    void runToBreakpoint() {
        Trace of = trace;
        stop();
        if (of == null || listener.isWaiting()) {
            return;
        }
        if (breakpoints.isEmpty()) {
            listener.note(Text.of("No breakpoint is set."));
            return;
        }
        last = of.iteration() + FURTHEST;
        search(of, index + 1);
    }

    /** Goes into an iteration and on to where a breakpoint stops, its first step included. */
    void enterToBreakpoint(Trace next) {
        stop();
        last = next.iteration() + FURTHEST;
        enter(next, 0);
    }

    private void search(Trace of, int from) {
        for (int to = from; to < of.length(); to++) {
            Text reason = breakpoints.reason(of, to - 1, to);
            if (!reason.isEmpty()) {
                last = -1;
                show(to, false);
                listener.note(reason);
                return;
            }
        }
        if (of.iteration() >= last) {
            listener.note(Text.of("No breakpoint stopped in {0} iterations.", FURTHEST));
            last = -1;
            return;
        }
        listener.want(of.iteration() + 1);
        if (last >= 0 && listener.isWaiting()) {
            listener.note(Text.of("Looking for a breakpoint in iteration {0} …", of.iteration() + 1));
        }
    }

    /** Says again what its buttons are for, in another language. */
    void sayAgain() {
        controls.playing(player.isPlaying());
    }
}
