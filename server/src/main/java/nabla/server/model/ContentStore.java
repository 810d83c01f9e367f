package nabla.server.model;

import java.io.IOException;
import java.time.Instant;
import java.util.function.Predicate;
import nabla.server.http.Content;
import org.jspecify.annotations.Nullable;

/**
 * Bytes by their SHA-256. What {@link #put} has returned for is durable. Safe for use by several threads and servers.
 */
public interface ContentStore {
    /**
     * Keeps bytes. When they are there already, their time is renewed, so that no sweep takes them away before a row
     * names them.
     */
    void put(String sha256, byte[] bytes) throws IOException;

    /** The bytes of this hash, or null. */
    @Nullable
    Content find(String sha256) throws IOException;

    /**
     * Removes what was put before a time and is not named, and what crashed saves left behind.
     *
     * @return how many contents were removed
     */
    int sweep(Instant before, Predicate<String> named) throws IOException;
}
