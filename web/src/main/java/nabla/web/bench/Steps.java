package nabla.web.bench;

import nabla.Tensor;
import nabla.lessons.bench.Training;
import nabla.web.js.Clock;

/** Steps of a training, as a lesson makes them: between two of them the browser may breathe now and then. */
final class Steps implements Work {
    /** Below a frame's 16 ms, as in the lessons. */
    private static final double BREATH_MILLISECONDS = 12;

    private final Machine machine;
    private final Training training;
    private final boolean readsEachLoss;
    private double breath = Clock.now();
    private int made;

    Steps(Machine machine, Training training, boolean readsEachLoss) {
        this.machine = machine;
        this.training = training;
        this.readsEachLoss = readsEachLoss;
    }

    /** How many steps were made. */
    int made() {
        return made;
    }

    /** Makes a step and reads its loss. */
    double read() {
        made++;
        return training.step().item();
    }

    @Override
    public void perform(int times) {
        for (int i = 1; i <= times; i++) {
            made++;
            Tensor loss = training.step();
            // A read comes after everything that the device was given before, the update of this step included.
            if (readsEachLoss || i == times) {
                loss.item();
            }
            if (Clock.now() - breath >= BREATH_MILLISECONDS) {
                machine.breathe();
                breath = Clock.now();
            }
        }
    }
}
