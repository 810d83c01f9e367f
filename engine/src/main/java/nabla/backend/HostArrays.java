package nabla.backend;

import nabla.op.Buffer;
import nabla.op.DType;

/** Checks of the Java arrays that go to and come from buffers: one place for all backends' messages. */
public final class HostArrays {
    private HostArrays() {}

    /** A new array of the kind that holds this type: {@code float[]}, {@code double[]}, {@code long[]}, ... */
    public static Object allocate(DType type, int size) {
        // one return each: TeaVM 0.15.0 makes an invalid module of a variable that holds several kinds of array
        if (type == DType.FLOAT32) {
            return new float[size];
        }
        if (type == DType.FLOAT64) {
            return new double[size];
        }
        if (type == DType.INT64) {
            return new long[size];
        }
        if (type == DType.BOOL) {
            return new boolean[size];
        }
        return new byte[size];
    }

    /** How many elements a Java array has. */
    public static int length(Object array) {
        if (array instanceof float[] floats) {
            return floats.length;
        }
        if (array instanceof double[] doubles) {
            return doubles.length;
        }
        if (array instanceof long[] longs) {
            return longs.length;
        }
        if (array instanceof boolean[] booleans) {
            return booleans.length;
        }
        if (array instanceof byte[] bytes) {
            return bytes.length;
        }
        throw new IllegalArgumentException("write: not an array of float, double, long, boolean or byte");
    }

    /** An element as a double: a truth value as 0 or 1, a byte as 0 to 255. */
    public static double element(Object array, int i) {
        if (array instanceof float[] floats) {
            return floats[i];
        }
        if (array instanceof double[] doubles) {
            return doubles[i];
        }
        if (array instanceof long[] longs) {
            return longs[i];
        }
        if (array instanceof boolean[] booleans) {
            return booleans[i] ? 1 : 0;
        }
        return ((byte[]) array)[i] & 255;
    }

    /**
     * Checks that an array may be written to a buffer.
     *
     * @throws IllegalArgumentException if it is of another type or longer
     */
    public static void check(Buffer target, Object array) {
        DType type = target.type();
        boolean fits = switch (type) {
            case FLOAT32 -> array instanceof float[];
            case FLOAT64 -> array instanceof double[];
            case INT64 -> array instanceof long[];
            case BOOL -> array instanceof boolean[];
            case UINT8 -> array instanceof byte[];
        };
        if (!fits) {
            throw new IllegalArgumentException("write: the array is not of the kind that holds " + type
                    + ". Hint: float[] for float32, long[] for int64, boolean[] for bool, byte[] for uint8.");
        }
        if (length(array) > target.size()) {
            throw new IllegalArgumentException("write: " + length(array) + " elements into a buffer of " + target.size()
                    + ". Hint: the tensor's shape and the array's length must agree.");
        }
    }

    /**
     * An integer as a device of 32-bit integers holds it.
     *
     * @throws IllegalArgumentException if it does not fit
     */
    public static int toInt(long value) {
        if (value != (int) value) {
            throw new IllegalArgumentException(
                    "int64 value " + value + ": this device holds integers of 32 bits, between " + Integer.MIN_VALUE
                            + " and " + Integer.MAX_VALUE + ". Hint: keep such numbers on the jvm device.");
        }
        return (int) value;
    }
}
