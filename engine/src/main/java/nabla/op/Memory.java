package nabla.op;

/**
 * A node's hold on a buffer. Nodes pass it on when an update in place makes a new version; when nothing holds it any
 * more, the runtime frees the buffer.
 */
public final class Memory {
    private final Buffer buffer;

    public Memory(Buffer buffer) {
        this.buffer = buffer;
    }

    public Buffer buffer() {
        return buffer;
    }
}
