package nabla.tests.checks;

import nabla.io.Decimals;
import nabla.op.DType;

/** Numbers as the arrays that backends take and give, and their comparison. */
final class Values {
    private Values() {}

    static Object toJava(DType type, double[] values) {
        switch (type) {
            case FLOAT32:
                float[] floats = new float[values.length];
                for (int i = 0; i < floats.length; i++) {
                    floats[i] = (float) values[i];
                }
                return floats;
            case BOOL:
                boolean[] booleans = new boolean[values.length];
                for (int i = 0; i < booleans.length; i++) {
                    booleans[i] = values[i] != 0;
                }
                return booleans;
            case UINT8:
                byte[] bytes = new byte[values.length];
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = (byte) (int) values[i];
                }
                return bytes;
            default:
                long[] longs = new long[values.length];
                for (int i = 0; i < longs.length; i++) {
                    longs[i] = (long) values[i];
                }
                return longs;
        }
    }

    static double[] toDoubles(Object array) {
        if (array instanceof float[] floats) {
            double[] values = new double[floats.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = floats[i];
            }
            return values;
        }
        if (array instanceof long[] longs) {
            double[] values = new double[longs.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = longs[i];
            }
            return values;
        }
        if (array instanceof byte[] bytes) {
            double[] values = new double[bytes.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = bytes[i] & 255;
            }
            return values;
        }
        boolean[] booleans = (boolean[]) array;
        double[] values = new double[booleans.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = booleans[i] ? 1 : 0;
        }
        return values;
    }

    /** Fails unless all numbers agree within {@code tolerance}, relative to their size or to 1. */
    static void compare(String name, double[] expected, double[] actual, double tolerance) {
        if (expected.length != actual.length) {
            throw new AssertionError(name + ": " + actual.length + " elements instead of " + expected.length);
        }
        int wrong = 0;
        String first = "";
        for (int i = 0; i < expected.length; i++) {
            if (!agree(expected[i], actual[i], tolerance)) {
                first = wrong++ == 0
                        ? name + "[" + i + "] is " + Decimals.shortest(actual[i]) + " instead of "
                                + Decimals.shortest(expected[i])
                        : first;
            }
        }
        if (wrong > 0) {
            throw new AssertionError(first + "; " + wrong + " of " + expected.length + " elements are wrong");
        }
    }

    private static boolean agree(double expected, double actual, double tolerance) {
        if (Double.isNaN(expected) || Double.isInfinite(expected)) {
            return Double.compare(expected, actual) == 0;
        }
        return Math.abs(expected - actual) <= tolerance * Math.max(1, Math.abs(expected));
    }
}
