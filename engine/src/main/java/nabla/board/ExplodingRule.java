package nabla.board;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gradients that are no numbers, or huge, or ten times what they were a few iterations before. A hard batch can have ten
 * times the gradient of an easy one, so the latter counts only beyond ten times all that was before these iterations.
 */
final class ExplodingRule implements Rule {
    private static final double HUGE = 1e3;
    private static final double GROWTH = 10;
    private static final int WITHIN = 5;

    /** Iteration and norm of the readings within the last few iterations, and the largest norm before them. */
    private final List<double[]> recent = new ArrayList<>();

    private double largest;

    @Override
    public @Nullable Alarm reading(List<Layer> layers, Reading reading) {
        String nowhere = notNumbers(layers, reading);
        if (!nowhere.isEmpty()) {
            return alarm(layers.get(culprit(reading)), reading, nowhere);
        }
        double norm = reading.gradientNorm();
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
                + Text.of(norm)
                + (grew ? "; at most " + WITHIN + " iterations before it was " + Text.of(least) : "")
                + ". The largest part is that of " + layer + ".";
        return alarm(layer, reading, sentence);
    }

    private static Alarm alarm(Layer layer, Reading reading, String sentence) {
        return new Alarm(Alarm.Kind.EXPLODING, layer.name(), reading.iteration(), sentence);
    }

    /** What made the first thing that is no number, in the order of computing; empty if all are numbers. */
    private static String notNumbers(List<Layer> layers, Reading reading) {
        String when = " at iteration " + reading.iteration() + ": ";
        for (int i = 0; i < layers.size(); i++) {
            if (!reading.layers().get(i).isForwardFinite()) {
                return "Something is no number" + when + "the forward pass first made it in " + layers.get(i) + ".";
            }
        }
        for (int i = layers.size() - 1; i >= 0; i--) {
            if (!reading.layers().get(i).isBackwardFinite()) {
                return "A gradient is no number" + when + "the backward pass first made it in " + layers.get(i) + ".";
            }
        }
        return "";
    }

    private static int culprit(Reading reading) {
        List<LayerReading> layers = reading.layers();
        for (int i = 0; i < layers.size(); i++) {
            if (!layers.get(i).isForwardFinite()) {
                return i;
            }
        }
        int found = layers.size() - 1;
        for (int i = layers.size() - 1; i >= 0 && layers.get(found).isBackwardFinite(); i--) {
            boolean larger = layers.get(i).gradientNorm() > layers.get(found).gradientNorm();
            if (larger || !layers.get(i).isBackwardFinite()) {
                found = i;
            }
        }
        return found;
    }
}
