package nabla.data;

import java.util.ArrayList;
import java.util.List;
import nabla.Tensor;

/**
 * What is done to a part of each example before the network sees it.
 *
 * @see <a href="https://docs.pytorch.org/vision/stable/transforms.html">torchvision.transforms</a>
 */
public interface Transform {
    /** Returns the changed part of one example. */
    Tensor apply(Tensor part);

    /**
     * Returns the changed parts of several examples, stacked along the first axis before and after. Does it one by one; a
     * transform that can do all at once says so here, and batches need not leave the device's fast path.
     */
    default Tensor applyAll(Tensor parts) {
        List<Tensor> changed = new ArrayList<>();
        for (Tensor part : parts.unbind(0)) {
            changed.add(apply(part));
        }
        return Tensor.stack(changed, 0);
    }
}
