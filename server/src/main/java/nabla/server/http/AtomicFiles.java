package nabla.server.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Files that are there whole or not at all, also after a crash. */
public final class AtomicFiles {
    private AtomicFiles() {}

    /** Writes a file through a temporary one beside it. */
    public static void write(Path file, byte[] bytes) throws IOException {
        Path temporary = Files.createTempFile(parent(file), ".tmp-", "");
        try {
            Files.write(temporary, bytes);
            publish(temporary, file);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Makes the bytes of {@code temporary} durable, then gives it its name, then makes the name durable. */
    public static void publish(Path temporary, Path file) throws IOException {
        sync(temporary, StandardOpenOption.WRITE);
        try {
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException("The data directory " + file.getParent() + " cannot rename files in one step.", e);
        }
        syncDirectory(parent(file));
    }

    /** Creates a directory whose name survives a crash. */
    public static void createDirectory(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory);
            syncDirectory(parent(directory));
        }
    }

    private static void syncDirectory(Path directory) throws IOException {
        // Windows cannot open a directory; there, renames are durable by the file system's own journal.
        if (!System.getProperty("os.name", "").startsWith("Windows")) {
            sync(directory, StandardOpenOption.READ);
        }
    }

    private static void sync(Path path, StandardOpenOption option) throws IOException {
        try (FileChannel channel = FileChannel.open(path, option)) {
            channel.force(true);
        }
    }

    private static Path parent(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null) {
            throw new UncheckedIOException(new IOException(file + " has no directory above it."));
        }
        return parent;
    }
}
