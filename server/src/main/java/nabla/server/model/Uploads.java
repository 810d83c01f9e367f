package nabla.server.model;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import nabla.io.SafetensorsLimits;
import nabla.server.http.Problem;

/** Takes a request's body into memory, counted while it comes, and only so many at once. */
final class Uploads {
    private static final int MAX_BYTES = SafetensorsLimits.SHARED_MODEL.bytes();
    private static final int AT_ONCE = 24;
    private static final int WAIT_SECONDS = 2;

    /** A sender slower than this holds a place for nothing; the first seconds do not count. */
    private static final int MIN_BYTES_PER_SECOND = 1000;

    private static final double PATIENCE_SECONDS = 5;

    private final Semaphore places = new Semaphore(AT_ONCE);

    /** The body; throws the {@link Problem} that says why not. */
    byte[] read(Context ctx) throws IOException {
        String type = ctx.contentType();
        if (type == null
                || !type.toLowerCase(Locale.ROOT).split(";", -1)[0].trim().equals("application/octet-stream")) {
            throw Problem.of(
                    415, "media-type", "The body must be a safetensors file with the type application/octet-stream.");
        }
        String encoding = ctx.header("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw Problem.of(415, "content-encoding", "The body must not be compressed.");
        }
        if (ctx.req().getContentLengthLong() > MAX_BYTES) {
            throw tooLarge();
        }
        try {
            if (!places.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw Problem.of(503, "busy", "Too many models are being saved at this moment.")
                        .retryAfter(WAIT_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.of(503, "stopping", "The server is stopping.");
        }
        try {
            return readAll(ctx.req().getInputStream());
        } finally {
            places.release();
        }
    }

    private static byte[] readAll(InputStream in) throws IOException {
        var body = new ByteArrayOutputStream();
        byte[] buffer = new byte[64 * 1024];
        long start = System.nanoTime();
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            if (body.size() + count > MAX_BYTES) {
                throw tooLarge();
            }
            body.write(buffer, 0, count);
            double seconds = (System.nanoTime() - start) / 1e9;
            if (seconds > PATIENCE_SECONDS && body.size() < seconds * MIN_BYTES_PER_SECOND) {
                throw Problem.of(408, "too-slow", "The model arrived too slowly.");
            }
        }
        if (body.size() == 0) {
            throw Problem.of(400, "empty", "The request has no body.");
        }
        return body.toByteArray();
    }

    private static Problem tooLarge() {
        return Problem.of(413, "too-large", "A shared model may have " + MAX_BYTES + " bytes (8 MiB) at most.");
    }
}
