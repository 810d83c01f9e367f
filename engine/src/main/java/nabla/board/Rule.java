package nabla.board;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Watches one training for one thing that can go wrong. It sees everything in the order of time. */
interface Rule {
    /** Sees a loss; returns an alarm if it is time for one. */
    default @Nullable Alarm loss(int iteration, double loss) {
        return null;
    }

    /** Sees what was measured at an iteration; returns an alarm if it is time for one. */
    default @Nullable Alarm reading(List<Layer> layers, Reading reading) {
        return null;
    }
}
