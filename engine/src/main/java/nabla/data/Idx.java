package nabla.data;

import java.util.Arrays;

/**
 * An array of bytes in the IDX format, in which MNIST is published.
 *
 * <p>The file is two zero bytes, the element type (8: unsigned byte, the only one read here), the number of dimensions,
 * each size as a big-endian number of 32 bits, and the elements row by row.
 *
 * @see <a href="http://yann.lecun.com/exdb/mnist/">the format</a>
 */
public final class Idx {
    private static final int UNSIGNED_BYTE = 8;
    private static final int MOST_DIMENSIONS = 4;

    private final int[] shape;
    private final byte[] file;
    private final int start;

    private Idx(int[] shape, byte[] file, int start) {
        this.shape = shape;
        this.file = file;
        this.start = start;
    }

    /**
     * Returns the array that a file holds. It shares {@code file}, which must not be changed.
     *
     * @param name what errors call the file
     * @throws IllegalArgumentException if the bytes are not a whole IDX file of unsigned bytes and nothing more
     */
    public static Idx read(String name, byte[] file) {
        if (file.length >= 2 && (file[0] & 255) == 0x1f && (file[1] & 255) == 0x8b) {
            throw wrong(name, "it is still packed with gzip");
        }
        if (file.length < 4 || file[0] != 0 || file[1] != 0) {
            throw wrong(name, "an IDX file begins with two zero bytes");
        }
        if (file[2] != UNSIGNED_BYTE) {
            throw wrong(name, "its elements are of type " + (file[2] & 255) + "; only 8, unsigned bytes, can be read");
        }
        int dimensions = file[3];
        if (dimensions < 1 || dimensions > MOST_DIMENSIONS) {
            throw wrong(
                    name, "it has " + (file[3] & 255) + " dimensions; only 1 to " + MOST_DIMENSIONS + " can be read");
        }
        int start = 4 + 4 * dimensions;
        if (file.length < start) {
            throw wrong(name, "it ends inside its header, after " + file.length + " bytes");
        }
        int[] shape = new int[dimensions];
        long count = 1;
        for (int i = 0; i < dimensions; i++) {
            shape[i] = bigEndian(file, 4 + 4 * i);
            if (shape[i] < 1) {
                throw wrong(name, "size " + i + " is " + (shape[i] & 0xffffffffL));
            }
            count = Math.min(count * shape[i], Integer.MAX_VALUE);
        }
        if (count != file.length - start) {
            throw wrong(
                    name,
                    "its header promises " + Arrays.toString(shape) + ", " + count + " bytes, but "
                            + (file.length - start) + " follow");
        }
        return new Idx(shape, file, start);
    }

    /** Returns a copy of the sizes of the dimensions. */
    public int[] shape() {
        return shape.clone();
    }

    /** Returns the number of elements. */
    public int count() {
        return file.length - start;
    }

    /** Returns element {@code index}, counted row by row, as a number from 0 to 255. */
    public int get(int index) {
        return file[start + index] & 255;
    }

    /** Returns a copy of the elements, row by row. */
    public byte[] bytes() {
        return Arrays.copyOfRange(file, start, file.length);
    }

    private static int bigEndian(byte[] bytes, int offset) {
        return (bytes[offset] & 255) << 24
                | (bytes[offset + 1] & 255) << 16
                | (bytes[offset + 2] & 255) << 8
                | (bytes[offset + 3] & 255);
    }

    private static IllegalArgumentException wrong(String name, String reason) {
        return new IllegalArgumentException("The file " + name + " is not a usable IDX file: " + reason + ".\n"
                + "  Hint: it may be damaged or incomplete; fetch it again.");
    }
}
