package nabla.trace;

import nabla.op.Recording;

/** Where a program is in its source. The compiler of lessons' programs puts a mark before each call that they make. */
public final class Line {
    private Line() {}

    /** The program has come to this line, counted from 1. */
    public static void at(int line) {
        Recording recording = Recording.current();
        if (recording != null) {
            recording.line(line);
        }
    }
}
