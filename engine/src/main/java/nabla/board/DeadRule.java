package nabla.board;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Nearly all outputs of a layer of ReLUs are zero, at several measured iterations running. */
final class DeadRule implements Rule {
    private static final double SHARE = 0.9;
    private static final int PATIENCE = 5;

    private int running;

    @Override
    public @Nullable Alarm reading(List<Layer> layers, Reading reading) {
        int dead = deadLayer(layers, reading);
        running = dead < 0 ? 0 : running + 1;
        if (running != PATIENCE) {
            return null;
        }
        Layer layer = layers.get(dead);
        double zeros = reading.layers().get(dead).zeros();
        return new Alarm(
                Alarm.Kind.DEAD,
                layer.name(),
                reading.iteration(),
                Text.percent(zeros) + " of the outputs of " + layer + " after its ReLU are zero at iteration "
                        + reading.iteration() + ", and more than " + Text.percent(SHARE) + " were at " + PATIENCE
                        + " measured iterations running.");
    }

    /** The first layer that is dead, or -1 if none is. */
    static int deadLayer(List<Layer> layers, Reading reading) {
        for (int i = 0; i < layers.size(); i++) {
            LayerReading measured = reading.layers().get(i);
            if (layers.get(i).isRectified() && measured.isForwardFinite() && measured.zeros() > SHARE) {
                return i;
            }
        }
        return -1;
    }
}
