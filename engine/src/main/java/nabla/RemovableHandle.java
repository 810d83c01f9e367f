package nabla;

/** Takes a hook away again. */
public final class RemovableHandle {
    private final Runnable removal;

    /** A handle that does this when the hook is to go. */
    public RemovableHandle(Runnable removal) {
        this.removal = removal;
    }

    /** Removes the hook; a second time, nothing happens. */
    public void remove() {
        removal.run();
    }
}
