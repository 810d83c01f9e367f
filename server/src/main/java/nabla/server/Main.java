package nabla.server;

import io.javalin.Javalin;

/** Starts the server. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        var server = Javalin.create(config -> config.routes.get("/", context -> context.result("Nabla")));
        server.start("127.0.0.1", 0);
        System.out.println("Nabla is at http://127.0.0.1:" + server.port() + "/");
    }
}
