package nabla.web.bench;

import java.util.Arrays;
import nabla.web.js.Clock;

/**
 * How often a second some work is done.
 *
 * @param loops what each timed loop made of it, in order
 * @param count how often the work was done in a loop
 */
record Rate(double[] loops, int count) {
    private static final int MOST = 20_000;

    /** Times the work in so many loops of about the same time. Waits. */
    static Rate of(Work work, double milliseconds, int loops) {
        int count = 1;
        double time = timed(work, count);
        while (time < milliseconds / 4 && count < MOST) {
            double growth = Math.min(8, milliseconds / 2 / Math.max(time, 0.5));
            count = Math.min(MOST, Math.max(count + 1, (int) Math.ceil(count * growth)));
            time = timed(work, count);
        }
        count = Math.min(MOST, Math.max(1, (int) Math.round(count * milliseconds / time)));
        double[] rates = new double[loops];
        for (int i = 0; i < loops; i++) {
            Bench.progress("Loop " + (i + 1) + " of " + loops);
            rates[i] = count / timed(work, count) * 1000;
        }
        return new Rate(rates, count);
    }

    private static double timed(Work work, int count) {
        double start = Clock.now();
        work.perform(count);
        return Clock.now() - start;
    }

    double median() {
        double[] sorted = loops.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** The same with each number multiplied. */
    Rate times(double factor) {
        double[] products = new double[loops.length];
        for (int i = 0; i < products.length; i++) {
            products[i] = loops[i] * factor;
        }
        return new Rate(products, count);
    }
}
