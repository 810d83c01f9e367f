package nabla.web.page;

import java.util.Arrays;

/** A growing list of measurements: at which step, and what was measured. Steps do not go down. */
final class Series {
    private double[] steps = new double[1024];
    private double[] values = new double[1024];
    private int size;
    private int generation;

    void add(double step, double value) {
        if (size == steps.length) {
            steps = Arrays.copyOf(steps, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        steps[size] = step;
        values[size++] = value;
    }

    void clear() {
        size = 0;
        generation++;
    }

    /** How often the series was cleared: whoever keeps something made of it must make that anew. */
    int generation() {
        return generation;
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    double step(int index) {
        return steps[index];
    }

    double value(int index) {
        return values[index];
    }

    double lastStep() {
        return steps[size - 1];
    }

    double lastValue() {
        return values[size - 1];
    }

    /** The mean of the last {@code count} values, or of all if there are fewer. */
    double recentMean(int count) {
        int from = Math.max(0, size - count);
        double sum = 0;
        for (int i = from; i < size; i++) {
            sum += values[i];
        }
        return sum / (size - from);
    }

    /** The index of the measurement whose step is nearest. */
    int nearest(double step) {
        int found = Arrays.binarySearch(steps, 0, size, step);
        if (found >= 0) {
            return found;
        }
        int after = -found - 1;
        if (after == 0) {
            return 0;
        }
        if (after == size) {
            return size - 1;
        }
        return step - steps[after - 1] < steps[after] - step ? after - 1 : after;
    }

    /**
     * At most {@code limit} points that tell the same story: the series itself if it is short enough, else the means of
     * equal stretches, each at the stretch's last step.
     */
    Series thinned(int limit) {
        if (size <= limit) {
            return this;
        }
        Series thin = new Series();
        for (int bucket = 0; bucket < limit; bucket++) {
            int from = (int) ((long) bucket * size / limit);
            int to = (int) ((long) (bucket + 1) * size / limit);
            double sum = 0;
            for (int i = from; i < to; i++) {
                sum += values[i];
            }
            thin.add(steps[to - 1], sum / (to - from));
        }
        return thin;
    }
}
