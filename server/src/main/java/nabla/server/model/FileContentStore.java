package nabla.server.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nabla.server.http.AtomicFiles;
import nabla.server.http.Content;
import org.jspecify.annotations.Nullable;

/** Contents as files {@code ab/abcd...}, each synced to the disk before and after it gets its name. */
public final class FileContentStore implements ContentStore {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final String TEMPORARY = ".tmp-";

    private final Path root;

    public FileContentStore(Path root) throws IOException {
        this.root = root;
        AtomicFiles.createDirectory(root);
    }

    private Path path(String sha256) {
        if (!SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException("Not a SHA-256 in lower-case hexadecimal: " + sha256);
        }
        return root.resolve(sha256.substring(0, 2)).resolve(sha256);
    }

    @Override
    public void put(String sha256, byte[] bytes) throws IOException {
        Path file = path(sha256);
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            return;
        } catch (NoSuchFileException e) {
            // The usual case: a content that is new.
        }
        AtomicFiles.createDirectory(root.resolve(sha256.substring(0, 2)));
        AtomicFiles.write(file, bytes);
    }

    @Override
    public @Nullable Content find(String sha256) throws IOException {
        Path file = path(sha256);
        return Files.isRegularFile(file) ? Content.of(file) : null;
    }

    @Override
    public int sweep(Instant before, Predicate<String> named) throws IOException {
        int removed = 0;
        for (Path file : files()) {
            String name = String.valueOf(file.getFileName());
            boolean old = Files.getLastModifiedTime(file).toInstant().isBefore(before);
            boolean unused = name.startsWith(TEMPORARY) || (SHA256.matcher(name).matches() && !named.test(name));
            if (old && unused) {
                Files.deleteIfExists(file);
                removed++;
            }
        }
        return removed;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(Files::isRegularFile).toList();
        }
    }
}
