package nabla.web.page;

/**
 * A curve in at most 4096 stretches, however long it grows: of each the last step, the lowest and highest value and the
 * mean. When it is full, neighbours are joined, so that adding a value costs next to nothing.
 */
final class Digest {
    private static final int CAPACITY = 4096;

    private final double[] last = new double[CAPACITY];
    private final double[] low = new double[CAPACITY];
    private final double[] high = new double[CAPACITY];
    private final double[] sum = new double[CAPACITY];
    private final int[] count = new int[CAPACITY];
    private int size;
    private int perStretch = 1;

    void clear() {
        size = 0;
        perStretch = 1;
    }

    void add(double step, double value) {
        if (size == 0 || count[size - 1] == perStretch) {
            if (size == CAPACITY) {
                join();
            }
            low[size] = value;
            high[size] = value;
            sum[size] = 0;
            count[size++] = 0;
        }
        int stretch = size - 1;
        last[stretch] = step;
        low[stretch] = Math.min(low[stretch], value);
        high[stretch] = Math.max(high[stretch], value);
        sum[stretch] += value;
        count[stretch]++;
    }

    /** How many stretches there are. */
    int size() {
        return size;
    }

    double lastStep(int stretch) {
        return last[stretch];
    }

    double low(int stretch) {
        return low[stretch];
    }

    double high(int stretch) {
        return high[stretch];
    }

    double mean(int stretch) {
        return sum[stretch] / count[stretch];
    }

    /** How many values a full stretch has. */
    int perStretch() {
        return perStretch;
    }

    private void join() {
        for (int i = 0; i < CAPACITY / 2; i++) {
            int first = 2 * i;
            int second = first + 1;
            last[i] = last[second];
            low[i] = Math.min(low[first], low[second]);
            high[i] = Math.max(high[first], high[second]);
            sum[i] = sum[first] + sum[second];
            count[i] = count[first] + count[second];
        }
        size = CAPACITY / 2;
        perStretch *= 2;
    }
}
