package nabla.server.http;

import io.javalin.http.Context;

/** The security headers of every reply, strict by default, and the few reasons to loosen them. */
public final class Headers {
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
                    + "worker-src 'self'; manifest-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; "
                    + "frame-ancestors 'none'; script-src 'self'";

    private Headers() {}

    /** What every reply has. */
    public static void strict(Context ctx) {
        ctx.header("Content-Security-Policy", POLICY);
        ctx.header("X-Content-Type-Options", "nosniff");
        ctx.header("Referrer-Policy", "no-referrer");
        ctx.header("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
        ctx.header("Cross-Origin-Opener-Policy", "same-origin");
        ctx.header("Cross-Origin-Resource-Policy", "same-origin");
    }

    /**
     * For pages and workers that load TeaVM's runtime: it makes functions from text, which {@code 'wasm-unsafe-eval'}
     * does not permit.
     */
    public static void allowRuntime(Context ctx) {
        ctx.header("Content-Security-Policy", POLICY + " 'unsafe-eval'");
    }

    /** For what anybody may read from anywhere: published models and datasets. */
    public static void allowReading(Context ctx) {
        ctx.header("Access-Control-Allow-Origin", "*");
        ctx.header("Cross-Origin-Resource-Policy", "cross-origin");
    }
}
