package nabla.board;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gradients that are huge, or ten times what they were a few iterations before. A hard batch can have ten times the
 * gradient of an easy one, so the latter counts only beyond ten times all that was before these iterations. What float32
 * has no number for is {@link NotANumberRule}'s.
 */
final class ExplodingRule implements Rule {
    private static final double HUGE = 1e3;
    private static final double GROWTH = 10;
    private static final int WITHIN = 5;

    /** The norm whose square is float32's largest number. */
    private static final String MOST = "1.8e19 or more";

    /** Iteration and norm of the readings within the last few iterations, and the largest norm before them. */
    private final List<double[]> recent = new ArrayList<>();

    private double largest;

    @Override
    public @Nullable Alarm reading(List<Layer> layers, Reading reading) {
        double norm = reading.gradientNorm();
        if (Double.isNaN(norm)) {
            return null;
        }
        while (!recent.isEmpty() && recent.get(0)[0] < reading.iteration() - WITHIN) {
            largest = Math.max(largest, recent.remove(0)[1]);
        }
        double least = Double.POSITIVE_INFINITY;
        for (double[] each : recent) {
            least = Math.min(least, each[1]);
        }
        boolean grew = norm > GROWTH * least && norm > GROWTH * largest;
        recent.add(new double[] {reading.iteration(), norm});
        if (norm <= HUGE && !grew) {
            return null;
        }
        Layer layer = layers.get(culprit(reading));
        String sentence = "At iteration " + reading.iteration() + " the gradient of the whole network has the norm "
                + (norm > Double.MAX_VALUE ? MOST : Text.of(norm))
                + (grew ? "; at most " + WITHIN + " iterations before it was " + Text.of(least) : "")
                + ". The largest part is that of " + layer + ".";
        return new Alarm(Alarm.Kind.EXPLODING, layer.name(), reading.iteration(), sentence);
    }

    private static int culprit(Reading reading) {
        List<LayerReading> layers = reading.layers();
        int found = layers.size() - 1;
        for (int i = found; i >= 0; i--) {
            if (layers.get(i).gradientNorm() > layers.get(found).gradientNorm()) {
                found = i;
            }
        }
        return found;
    }
}
