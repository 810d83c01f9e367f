package nabla.server.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nabla.server.http.AtomicFiles;
import nabla.server.http.Compression;
import nabla.server.http.Hashes;
import org.jspecify.annotations.Nullable;

/** Brotli's best quality is slow, so what it packed once is kept in a directory, named by the hash of the original. */
final class BrotliCache {
    private final Path directory;

    BrotliCache(Path directory) {
        this.directory = directory;
    }

    /** The packed bytes, or null where this machine has no brotli. */
    byte @Nullable [] pack(byte[] content) {
        Path file = directory.resolve(Hashes.sha256(content) + ".br");
        try {
            if (Files.exists(file)) {
                return Files.readAllBytes(file);
            }
            byte[] packed = Compression.brotli(content);
            if (packed != null) {
                Files.createDirectories(directory);
                AtomicFiles.write(file, packed);
            }
            return packed;
        } catch (IOException e) {
            // Only a cache: without it the gzip form is served.
            return null;
        }
    }
}
