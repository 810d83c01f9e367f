package nabla.optim;

import java.util.List;
import nabla.Tensor;
import nabla.op.Node;

/** Sees what an optimizer's step is going to do. What it remembers at the device is computed in the step's own run. */
@FunctionalInterface
public interface StepObserver {
    /**
     * What becomes of one parameter.
     *
     * @param before its elements now, [n]
     * @param after its elements after the step, [n]
     */
    record Change(Tensor parameter, Node before, Node after) {}

    /** Is told before the step runs of all parameters that it changes. Nothing made here is recorded for gradients. */
    void about(List<Change> changes);
}
