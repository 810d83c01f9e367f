package nabla.web.simd;

import nabla.op.Buffer;
import nabla.op.DType;

/** Copies Java arrays into buffers and back; integers and truth values are 32 bits wide in memory. */
final class Transfer {
    private Transfer() {}

    static void write(Host host, int address, Buffer target, Object array) {
        switch (target.type()) {
            case FLOAT32 -> {
                if (array instanceof float[] values) {
                    check(target, values.length);
                    host.write(address, values);
                    return;
                }
            }
            case INT64 -> {
                if (array instanceof long[] values) {
                    check(target, values.length);
                    host.write(address, narrowed(values));
                    return;
                }
            }
            case BOOL -> {
                if (array instanceof boolean[] values) {
                    check(target, values.length);
                    int[] integers = new int[values.length];
                    for (int i = 0; i < values.length; i++) {
                        integers[i] = values[i] ? 1 : 0;
                    }
                    host.write(address, integers);
                    return;
                }
            }
            case UINT8 -> {
                if (array instanceof byte[] values) {
                    check(target, values.length);
                    host.write(address, values);
                    return;
                }
            }
            default -> {}
        }
        throw new IllegalArgumentException("write: a buffer of " + target.type() + " takes another kind of array");
    }

    /**
     * Puts the contents of the buffer into {@code arrays[place]}. (TeaVM 0.15.0 makes an invalid module of a method that
     * returns arrays of several types as an Object.)
     */
    static void read(Host host, int address, Buffer source, Object[] arrays, int place) {
        if (source.type() == DType.FLOAT32) {
            float[] values = new float[source.size()];
            host.read(address, values);
            arrays[place] = values;
        } else if (source.type() == DType.UINT8) {
            byte[] values = new byte[source.size()];
            host.read(address, values);
            arrays[place] = values;
        } else {
            int[] integers = new int[source.size()];
            host.read(address, integers);
            if (source.type() == DType.BOOL) {
                arrays[place] = truths(integers);
            } else {
                arrays[place] = widened(integers);
            }
        }
    }

    private static void check(Buffer target, int length) {
        if (length > target.size()) {
            throw new IllegalArgumentException(
                    "write: " + length + " values do not fit into a buffer of " + target.size());
        }
    }

    private static int[] narrowed(long[] values) {
        int[] integers = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            integers[i] = (int) values[i];
            if (integers[i] != values[i]) {
                throw new IllegalArgumentException("write: " + values[i] + " at position " + i
                        + " does not fit into 32 bits, which is what the device simd has for an int64."
                        + "\n  Hint: keep integers between -2147483648 and 2147483647.");
            }
        }
        return integers;
    }

    private static long[] widened(int[] integers) {
        long[] values = new long[integers.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = integers[i];
        }
        return values;
    }

    private static boolean[] truths(int[] integers) {
        boolean[] values = new boolean[integers.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = integers[i] != 0;
        }
        return values;
    }
}
