package nabla;

/**
 * Tensors from Java arrays of arrays, as PyTorch makes them from nested lists: {@code Tensor.tensor(new long[][] {{1, 2}, {3,
 * 4}})}. Each copies; each throws an {@link IllegalArgumentException} with PyTorch's words if arrays of one depth differ in
 * length.
 */
abstract sealed class TensorArrays permits TensorCreation {

    /** A float32 matrix of these numbers. */
    public static Tensor tensor(float[][] values) {
        return floats(NestedRows.ofTwo(values, row -> row.length));
    }

    /** A float32 tensor of three axes of these numbers. */
    public static Tensor tensor(float[][][] values) {
        return floats(NestedRows.ofThree(values, row -> row.length));
    }

    /** A float32 tensor of four axes of these numbers. */
    public static Tensor tensor(float[][][][] values) {
        return floats(NestedRows.ofFour(values, row -> row.length));
    }

    /** A float32 matrix of these numbers, rounded. */
    public static Tensor tensor(double[][] values) {
        return doubles(NestedRows.ofTwo(values, row -> row.length));
    }

    /** A float32 tensor of three axes of these numbers, rounded. */
    public static Tensor tensor(double[][][] values) {
        return doubles(NestedRows.ofThree(values, row -> row.length));
    }

    /** A float32 tensor of four axes of these numbers, rounded. */
    public static Tensor tensor(double[][][][] values) {
        return doubles(NestedRows.ofFour(values, row -> row.length));
    }

    /** An int64 matrix of these numbers. */
    public static Tensor tensor(long[][] values) {
        return longs(NestedRows.ofTwo(values, row -> row.length));
    }

    /** An int64 tensor of three axes of these numbers. */
    public static Tensor tensor(long[][][] values) {
        return longs(NestedRows.ofThree(values, row -> row.length));
    }

    /** An int64 tensor of four axes of these numbers. */
    public static Tensor tensor(long[][][][] values) {
        return longs(NestedRows.ofFour(values, row -> row.length));
    }

    /** An int64 matrix of these numbers. */
    public static Tensor tensor(int[][] values) {
        return ints(NestedRows.ofTwo(values, row -> row.length));
    }

    /** An int64 tensor of three axes of these numbers. */
    public static Tensor tensor(int[][][] values) {
        return ints(NestedRows.ofThree(values, row -> row.length));
    }

    /** An int64 tensor of four axes of these numbers. */
    public static Tensor tensor(int[][][][] values) {
        return ints(NestedRows.ofFour(values, row -> row.length));
    }

    /** A bool matrix of these truth values. */
    public static Tensor tensor(boolean[][] values) {
        return booleans(NestedRows.ofTwo(values, row -> row.length));
    }

    /** A bool tensor of three axes of these truth values. */
    public static Tensor tensor(boolean[][][] values) {
        return booleans(NestedRows.ofThree(values, row -> row.length));
    }

    /** A bool tensor of four axes of these truth values. */
    public static Tensor tensor(boolean[][][][] values) {
        return booleans(NestedRows.ofFour(values, row -> row.length));
    }

    private static Tensor floats(NestedRows<float[]> rows) {
        float[] all = new float[rows.size()];
        int next = 0;
        for (float[] row : rows.rows()) {
            System.arraycopy(row, 0, all, next, row.length);
            next += row.length;
        }
        return Tensor.tensor(all, rows.shape());
    }

    private static Tensor doubles(NestedRows<double[]> rows) {
        double[] all = new double[rows.size()];
        int next = 0;
        for (double[] row : rows.rows()) {
            System.arraycopy(row, 0, all, next, row.length);
            next += row.length;
        }
        return Tensor.tensor(all, rows.shape());
    }

    private static Tensor longs(NestedRows<long[]> rows) {
        long[] all = new long[rows.size()];
        int next = 0;
        for (long[] row : rows.rows()) {
            System.arraycopy(row, 0, all, next, row.length);
            next += row.length;
        }
        return Tensor.tensor(all, rows.shape());
    }

    private static Tensor ints(NestedRows<int[]> rows) {
        long[] all = new long[rows.size()];
        int next = 0;
        for (int[] row : rows.rows()) {
            for (int value : row) {
                all[next++] = value;
            }
        }
        return Tensor.tensor(all, rows.shape());
    }

    private static Tensor booleans(NestedRows<boolean[]> rows) {
        boolean[] all = new boolean[rows.size()];
        int next = 0;
        for (boolean[] row : rows.rows()) {
            System.arraycopy(row, 0, all, next, row.length);
            next += row.length;
        }
        return Tensor.tensor(all, rows.shape());
    }
}
