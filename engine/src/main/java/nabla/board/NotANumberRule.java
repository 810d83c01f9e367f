package nabla.board;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Outputs or gradients that are infinite or not a number. One such value soon makes all others so, and not every iteration
 * is measured: a layer is named only where the values of the iteration before are known to have been numbers.
 */
final class NotANumberRule implements Rule {
    private static final int NEVER = -1;

    /** The latest iteration whose values were all finite, and the first whose loss was not. */
    private int latestFinite = NEVER;

    private int firstLoss = NEVER;

    @Override
    public @Nullable Alarm loss(int iteration, double loss) {
        if (firstLoss == NEVER && !LayerReading.isFinite(loss)) {
            firstLoss = iteration;
        }
        return null;
    }

    @Override
    public @Nullable Alarm reading(List<Layer> layers, Reading reading) {
        int at = reading.iteration();
        String pass = "forward";
        Layer first = firstForward(layers, reading);
        if (first == null) {
            pass = "backward";
            first = firstBackward(layers, reading);
        }
        if (first == null) {
            latestFinite = at;
            return null;
        }
        boolean isFirst = at == 0 || latestFinite == at - 1 || firstLoss == at;
        // A loss is the first to show what the step before it made of the weights.
        int from = Math.max(Math.max(0, latestFinite), firstLoss - 1);
        return new Alarm(
                Alarm.Kind.NOT_A_NUMBER,
                isFirst ? first.name() : "",
                from,
                isFirst
                        ? "At iteration " + at + " something is no number any more: in the " + pass
                                + " pass it shows first in " + first + "."
                        : "Something is no number any more: between the iterations " + from + " and " + at
                                + " there was a first one.");
    }

    private static @Nullable Layer firstForward(List<Layer> layers, Reading reading) {
        for (int i = 0; i < layers.size(); i++) {
            if (!reading.layers().get(i).areOutputsNumbers()) {
                return layers.get(i);
            }
        }
        return null;
    }

    private static @Nullable Layer firstBackward(List<Layer> layers, Reading reading) {
        for (int i = layers.size() - 1; i >= 0; i--) {
            if (!reading.layers().get(i).areGradientsNumbers()) {
                return layers.get(i);
            }
        }
        return null;
    }
}
