package nabla.web.worker;

/** The worker's program. */
public final class Worker {
    private Worker() {}

    public static void main(String[] arguments) {
        System.out.println("Nabla: the worker's program runs.");
    }
}
