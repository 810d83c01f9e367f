package nabla.web.worker;

import nabla.web.js.Inbox;

/** The worker's program: does what the page asks for, one thing after another, until the page ends it. */
public final class Worker {
    private Worker() {}

    public static void main(String[] arguments) {
        new Session(new Inbox()).serve();
    }
}
