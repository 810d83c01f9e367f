package nabla.board;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The loss rises five times running, far above all that it was before. Seen for single iterations, where a training that
 * flies apart shows at once, and for medians of several, where one that does so slowly shows through the noise of batches.
 */
final class LearningRateRule implements Rule {
    private static final int TIMES = 5;
    private static final double FAR = 1.5;

    private final List<Climb> climbs = List.of(new Climb(1), new Climb(8));

    /** The latest medians of so many losses, and the highest before these. */
    private static final class Climb {
        final double[] losses;
        int count;
        final double[] medians = new double[TIMES + 1];
        int known;
        double highest = Double.NEGATIVE_INFINITY;

        Climb(int losses) {
            this.losses = new double[losses];
        }

        /** Takes a loss and says whether this is the moment. */
        boolean reaches(double loss) {
            losses[count++] = Double.isNaN(loss) ? Double.POSITIVE_INFINITY : loss;
            if (count < losses.length) {
                return false;
            }
            count = 0;
            Arrays.sort(losses);
            if (known > TIMES) {
                highest = Math.max(highest, medians[0]);
                System.arraycopy(medians, 1, medians, 0, TIMES);
                known = TIMES;
            }
            medians[known++] = losses[losses.length / 2];
            boolean rises = known > TIMES;
            for (int i = 1; i < known; i++) {
                rises &= medians[i] > medians[i - 1];
            }
            return rises && medians[TIMES] > FAR * Math.max(highest, medians[0]);
        }
    }

    @Override
    public @Nullable Alarm loss(int iteration, double loss) {
        for (Climb climb : climbs) {
            if (climb.reaches(loss)) {
                String of = climb.losses.length == 1 ? "" : " (medians of " + climb.losses.length + " iterations)";
                return new Alarm(
                        Alarm.Kind.LEARNING_RATE,
                        "",
                        iteration,
                        "The loss rose " + TIMES + " times running" + of + ", from " + Text.of(climb.medians[0])
                                + " to " + Text.of(climb.medians[TIMES]) + " at iteration " + iteration + ".");
            }
        }
        return null;
    }
}
