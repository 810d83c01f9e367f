package nabla.server.dataset;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import nabla.server.http.Content;
import nabla.server.http.Hashes;

/**
 * A file in IDX form that was read to its end and found right.
 *
 * @param path where it is
 * @param packed whether the file is gzip
 * @param count how many pictures or labels it holds
 * @param bytes its unpacked length
 * @param sha256 the hash of its unpacked bytes
 */
record IdxFile(Path path, boolean packed, int count, long bytes, String sha256) {
    private static final int IMAGES_MAGIC = 0x00000803;
    private static final int LABELS_MAGIC = 0x00000801;
    private static final int SIDE = 28;
    private static final int CLASSES = 10;
    private static final int MAX_COUNT = 1_000_000;

    /**
     * Reads a file to its end and checks it: the magic number, 28 x 28 pixels or labels from 0 to 9, exactly the
     * announced length, and for gzip its checksum.
     *
     * @throws DatasetException naming the file and what is wrong with it
     */
    static IdxFile check(Path path, Part part) throws DatasetException {
        try {
            if (!isGzip(path)) {
                try (InputStream in = Files.newInputStream(path)) {
                    return new Check(path, part, in).run(false);
                }
            }
            try (var in = new WholeGzip(Files.readAllBytes(path))) {
                IdxFile file = new Check(path, part, in).run(true);
                if (in.isFollowed()) {
                    throw new DatasetException(path + " is wrong: bytes follow the end of its gzip data.");
                }
                return file;
            }
        } catch (EOFException e) {
            throw new DatasetException(path + " is truncated: it ends too early.", e);
        } catch (ZipException e) {
            throw new DatasetException(path + " is corrupt: " + e.getMessage() + ".", e);
        } catch (IOException e) {
            throw new DatasetException(path + " cannot be read: " + e + ".", e);
        }
    }

    private static boolean isGzip(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return in.read() == 0x1f && in.read() == 0x8b;
        }
    }

    /** A new stream of the unpacked bytes. */
    InputStream open() throws IOException {
        InputStream raw = Files.newInputStream(path);
        if (!packed) {
            return raw;
        }
        try {
            return new GZIPInputStream(raw, 64 * 1024);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /** Gzip in memory, so that what lies behind its end can be seen; the usual stream ignores it. */
    private static final class WholeGzip extends GZIPInputStream {
        private static final int TRAILER = 8;

        WholeGzip(byte[] file) throws IOException {
            super(new ByteArrayInputStream(file), file.length);
        }

        boolean isFollowed() {
            return inf.getRemaining() > TRAILER;
        }
    }

    private static final class Check {
        private final Path path;
        private final Part part;
        private final InputStream in;
        private final MessageDigest digest = Hashes.digest("SHA-256");

        Check(Path path, Part part, InputStream in) {
            this.path = path;
            this.part = part;
            this.in = in;
        }

        IdxFile run(boolean packed) throws IOException, DatasetException {
            int magic = readInt();
            int expected = part.isImages() ? IMAGES_MAGIC : LABELS_MAGIC;
            if (magic != expected) {
                throw new DatasetException(path + " is not a file of " + (part.isImages() ? "images" : "labels")
                        + ": it begins with " + hex(magic) + " instead of " + hex(expected) + "."
                        + (magic == IMAGES_MAGIC ? " It holds images; are two files swapped?" : "")
                        + (magic == LABELS_MAGIC ? " It holds labels; are two files swapped?" : ""));
            }
            int count = readInt();
            if (count < 1 || count > MAX_COUNT) {
                throw new DatasetException(path + " is wrong: it announces " + count + " items.");
            }
            long header = 8;
            long body = count;
            if (part.isImages()) {
                int rows = readInt();
                int columns = readInt();
                if (rows != SIDE || columns != SIDE) {
                    throw new DatasetException(
                            path + " is wrong: its pictures are " + rows + " x " + columns + ", not 28 x 28.");
                }
                header = 16;
                body *= SIDE * SIDE;
            }
            readBody(body, count);
            if (in.read() >= 0) {
                throw new DatasetException(
                        path + " is wrong: bytes follow the " + body + " that its header announces.");
            }
            return new IdxFile(path, packed, count, header + body, Hashes.hex(digest));
        }

        private void readBody(long length, int count) throws IOException, DatasetException {
            byte[] buffer = new byte[64 * 1024];
            long left = length;
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new DatasetException(path + " is truncated: its header announces " + count + " items, "
                            + length + " bytes, but " + left + " of them are missing.");
                }
                digest.update(buffer, 0, read);
                if (!part.isImages()) {
                    checkLabels(buffer, read);
                }
                left -= read;
            }
        }

        private void checkLabels(byte[] labels, int length) throws DatasetException {
            for (int i = 0; i < length; i++) {
                if (labels[i] < 0 || labels[i] >= CLASSES) {
                    throw new DatasetException(
                            path + " is wrong: it holds the label " + (labels[i] & 0xff) + "; labels are 0 to 9.");
                }
            }
        }

        private int readInt() throws IOException {
            byte[] bytes = new byte[4];
            if (in.readNBytes(bytes, 0, 4) < 4) {
                throw new EOFException();
            }
            digest.update(bytes);
            return (bytes[0] & 0xff) << 24 | (bytes[1] & 0xff) << 16 | (bytes[2] & 0xff) << 8 | (bytes[3] & 0xff);
        }

        private static String hex(int magic) {
            String digits = Integer.toHexString(magic);
            return "0x" + "0".repeat(8 - digits.length()) + digits;
        }
    }

    /** The unpacked bytes of a packed file, as something to serve. */
    Content unpacked() {
        return new Content() {
            @Override
            public long length() {
                return bytes;
            }

            @Override
            public InputStream open(long offset) throws IOException {
                InputStream in = IdxFile.this.open();
                try {
                    in.skipNBytes(offset);
                    return in;
                } catch (IOException e) {
                    in.close();
                    throw e;
                }
            }
        };
    }
}
