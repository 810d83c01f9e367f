package nabla.web.page;

/** The page's program. */
public final class App {
    private App() {}

    public static void main(String[] arguments) {
        System.out.println("Nabla: the page's program runs.");
    }
}
