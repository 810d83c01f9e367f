package nabla.laws;

import java.util.Arrays;
import java.util.Random;
import nabla.Tensor;

/** The random numbers and the complaints of one trial of a law. */
final class Case {
    private static final int LARGEST_RANK = 4;

    final Random random;
    private final StringBuilder story = new StringBuilder();

    Case(long seed) {
        // neighbouring seeds give neighbouring first numbers: mix them
        random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
        story.append("seed ").append(seed);
    }

    /** Notes what was done, for the complaint. */
    void tell(String step) {
        story.append("\n  ").append(step);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    /** Up to four axes of 1 to 5, now and then one of 0. */
    int[] shape() {
        return shape(below(LARGEST_RANK + 1));
    }

    int[] shape(int rank) {
        int[] shape = new int[rank];
        for (int i = 0; i < rank; i++) {
            shape[i] = below(40) == 0 ? 0 : between(1, 5);
        }
        return shape;
    }

    /** Whole numbers from -9 to 9: their sums and products are exact on every device. */
    double[] numbers(int count) {
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = between(-9, 9);
        }
        return numbers;
    }

    Model model(int... shape) {
        return Model.of(numbers(Model.size(shape)), shape);
    }

    /** The model as a float32 tensor of the standard device. */
    static Tensor tensor(Model model) {
        return Tensor.tensor(model.elements(), model.shape());
    }

    int[] permutation(int count) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int j = below(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /** A random way to break up the same number of elements. */
    int[] otherShape(int size) {
        if (size == 0) {
            return new int[] {0};
        }
        int[] shape = new int[below(LARGEST_RANK) + 1];
        int rest = size;
        for (int i = 0; i < shape.length - 1; i++) {
            int extent = divisor(rest);
            shape[i] = extent;
            rest /= extent;
        }
        shape[shape.length - 1] = rest;
        return shape;
    }

    private int divisor(int number) {
        int candidate = between(1, number);
        while (number % candidate != 0) {
            candidate--;
        }
        return candidate;
    }

    void same(Model expected, Tensor actual) {
        sameShape(expected.shape(), actual);
        same(expected.elements(), actual.toDoubleArray());
    }

    void sameShape(int[] expected, Tensor actual) {
        check(
                Arrays.equals(expected, actual.shape().toArray()),
                "shape " + actual.shape() + ", but " + Arrays.toString(expected) + " expected");
    }

    void same(double[] expected, double[] actual) {
        check(expected.length == actual.length, actual.length + " elements, but " + expected.length + " expected");
        for (int i = 0; i < expected.length; i++) {
            check(
                    expected[i] == actual[i] || Double.isNaN(expected[i]) && Double.isNaN(actual[i]),
                    "element " + i + " is " + actual[i] + ", but " + expected[i] + " expected");
        }
    }

    void check(boolean holds, String complaint) {
        if (!holds) {
            throw new AssertionError(complaint + "; " + story);
        }
    }
}
