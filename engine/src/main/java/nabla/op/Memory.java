package nabla.op;

/**
 * A node's hold on a buffer. Nodes pass it on when an update in place makes a new version; when nothing holds it any
 * more, the runtime frees the buffer.
 */
public final class Memory {
    private final Buffer buffer;

    /** Lives at least as long as this: what the runtime watches. */
    private final Object life;

    private long lowest = Long.MIN_VALUE;
    private long highest = Long.MAX_VALUE;

    /** A hold on a buffer; when {@code life} is gone, which others may share, nobody holds it any more. */
    public Memory(Buffer buffer, Object life) {
        this.buffer = buffer;
        this.life = life;
    }

    public Buffer buffer() {
        return buffer;
    }

    /** Notes that all integers in it are in [{@code least}, {@code greatest}], as long as nobody writes to it. */
    public void holds(long least, long greatest) {
        lowest = least;
        highest = greatest;
    }

    /** Says that it was written to: what it holds is not known any more. */
    public void written() {
        holds(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** Whether what it holds is known. */
    public boolean isKnown() {
        return lowest > Long.MIN_VALUE;
    }

    /** The least integer in it. */
    public long lowest() {
        return lowest;
    }

    /** The greatest integer in it. */
    public long highest() {
        return highest;
    }
}
