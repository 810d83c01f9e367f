package nabla.web.simd;

import nabla.backend.HostArrays;
import nabla.op.Buffer;
import nabla.op.DType;

/** Copies Java arrays into buffers and back; integers and truth values are 32 bits wide in memory. */
final class Transfer {
    private Transfer() {}

    static void write(Host host, int address, Buffer target, Object array) {
        HostArrays.check(target, array);
        if (array instanceof float[] values) {
            host.write(address, values);
        } else if (array instanceof byte[] values) {
            host.write(address, values);
        } else if (array instanceof long[] values) {
            host.write(address, narrowed(values));
        } else if (array instanceof boolean[] values) {
            host.write(address, numbers(values));
        }
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

    private static int[] narrowed(long[] values) {
        int[] integers = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            integers[i] = HostArrays.toInt(values[i]);
        }
        return integers;
    }

    private static int[] numbers(boolean[] values) {
        int[] integers = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            integers[i] = values[i] ? 1 : 0;
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
