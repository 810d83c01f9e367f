package nabla.server.dataset;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import nabla.server.digits.DrawnDigits;
import nabla.server.http.AtomicFiles;
import nabla.server.http.Compression;

/** Keeps the digits that Nabla draws in IDX files, packed. */
final class DrawnFiles {
    private static final int TRAIN = 10_000;
    private static final int TEST = 2_000;
    private static final int IMAGES_MAGIC = 0x803;
    private static final int LABELS_MAGIC = 0x801;
    private static final int HEADER = 16;
    private static final int LABEL_HEADER = 8;
    private static final int PACKING_LEVEL = 6;

    private DrawnFiles() {}

    /** The files in the directory, drawn now (about two seconds) unless they are there and whole. */
    static IdxFiles in(Path directory) throws IOException, DatasetException {
        if (!isWhole(directory)) {
            AtomicFiles.createDirectory(directory);
            draw(directory, Part.TRAIN_IMAGES, Part.TRAIN_LABELS, 0, TRAIN);
            draw(directory, Part.TEST_IMAGES, Part.TEST_LABELS, TRAIN, TEST);
        }
        return IdxFiles.check(directory);
    }

    private static boolean isWhole(Path directory) {
        try {
            IdxFiles.check(directory);
            return true;
        } catch (DatasetException e) {
            // Not made yet, or damaged: either way it is made anew.
            return false;
        }
    }

    private static void draw(Path directory, Part images, Part labels, int first, int count) throws IOException {
        int pixels = DrawnDigits.SIZE * DrawnDigits.SIZE;
        ByteBuffer pictures = ByteBuffer.allocate(HEADER + count * pixels);
        pictures.putInt(IMAGES_MAGIC).putInt(count).putInt(DrawnDigits.SIZE).putInt(DrawnDigits.SIZE);
        ByteBuffer names = ByteBuffer.allocate(LABEL_HEADER + count);
        names.putInt(LABELS_MAGIC).putInt(count);
        for (int i = 0; i < count; i++) {
            DrawnDigits.Digit digit = DrawnDigits.draw(first + i);
            pictures.put(digit.pixels());
            names.put((byte) digit.label());
        }
        write(directory, images, pictures.array());
        write(directory, labels, names.array());
    }

    private static void write(Path directory, Part part, byte[] bytes) throws IOException {
        Path temporary = Files.createTempFile(directory, ".tmp-", "");
        try {
            try (OutputStream out = Compression.gzip(Files.newOutputStream(temporary), PACKING_LEVEL)) {
                out.write(bytes);
            }
            AtomicFiles.publish(temporary, directory.resolve(part.fileName() + ".gz"));
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
