package nabla.server.dataset;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Small IDX files for tests. */
final class IdxBytes {
    private IdxBytes() {}

    /** The dataset of a name that is known. */
    static Dataset find(Datasets datasets, String name) throws IOException, DatasetException {
        return Objects.requireNonNull(datasets.find(name), name);
    }

    static byte[] images(int count) {
        return images(count, 28, 28);
    }

    static byte[] images(int count, int rows, int columns) {
        ByteBuffer bytes = ByteBuffer.allocate(16 + count * rows * columns);
        bytes.putInt(0x803).putInt(count).putInt(rows).putInt(columns);
        byte[] pixels = new byte[count * rows * columns];
        new Random(count).nextBytes(pixels);
        bytes.put(pixels);
        return bytes.array();
    }

    static byte[] labels(int count) {
        ByteBuffer bytes = ByteBuffer.allocate(8 + count).putInt(0x801).putInt(count);
        for (int i = 0; i < count; i++) {
            bytes.put((byte) (i % 10));
        }
        return bytes.array();
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    /** A dataset of 20 training and 5 test pictures, packed. */
    static void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        put(directory, Part.TRAIN_IMAGES, images(20));
        put(directory, Part.TRAIN_LABELS, labels(20));
        put(directory, Part.TEST_IMAGES, images(5));
        put(directory, Part.TEST_LABELS, labels(5));
    }

    static void put(Path directory, Part part, byte[] bytes) throws IOException {
        Files.write(directory.resolve(part.fileName() + ".gz"), gzip(bytes));
    }

    static void putPlain(Path directory, Part part, byte[] bytes) throws IOException {
        Files.deleteIfExists(directory.resolve(part.fileName() + ".gz"));
        Files.write(directory.resolve(part.fileName()), bytes);
    }
}
