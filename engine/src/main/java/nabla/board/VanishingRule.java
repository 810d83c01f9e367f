package nabla.board;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first layer's gradient is next to nothing beside the last's, for long. Layers that are dead are another matter. */
final class VanishingRule implements Rule {
    private static final double RATIO = 1e-4;
    private static final int PATIENCE = 20;

    private int running;

    @Override
    public @Nullable Alarm reading(List<Layer> layers, Reading reading) {
        double first = reading.layers().get(0).gradientNorm();
        double last = reading.last().gradientNorm();
        boolean vanishes = first < RATIO * last && DeadRule.deadLayer(layers, reading) < 0;
        running = vanishes ? running + 1 : 0;
        if (running != PATIENCE) {
            return null;
        }
        Layer layer = layers.get(0);
        return new Alarm(
                Alarm.Kind.VANISHING,
                layer.name(),
                reading.iteration(),
                layer + " learns nothing: at iteration " + reading.iteration() + " its gradient has the norm "
                        + Text.of(first) + ", that of "
                        + layers.get(layers.size() - 1).name() + " "
                        + Text.of(last) + ". The ratio is " + Text.of(first / last)
                        + ", and it was below " + Text.of(RATIO) + " at " + PATIENCE + " measured iterations running.");
    }
}
