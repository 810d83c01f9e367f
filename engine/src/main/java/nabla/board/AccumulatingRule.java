package nabla.board;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A gradient was added to one that the optimizer had used already. */
final class AccumulatingRule implements Rule {
    @Override
    public @Nullable Alarm reading(List<Layer> layers, Reading reading) {
        for (int i = 0; i < layers.size(); i++) {
            if (reading.layers().get(i).isAccumulated()) {
                return new Alarm(
                        Alarm.Kind.ACCUMULATING,
                        layers.get(i).name(),
                        reading.iteration(),
                        "At iteration " + reading.iteration() + " the gradient of " + layers.get(i)
                                + " still holds that of the step before: its norm, "
                                + Text.of(reading.layers().get(i).gradientNorm()) + ", is not of this batch alone.");
            }
        }
        return null;
    }
}
