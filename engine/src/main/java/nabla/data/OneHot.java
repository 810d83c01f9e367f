package nabla.data;

import nabla.Tensor;
import nabla.op.DType;

/**
 * Makes a class index, int64 [], a float32 vector [classes] of zeros with a 1 at its place: the target transform that
 * PyTorch's tutorial writes as a lambda.
 *
 * @see <a href="https://docs.pytorch.org/tutorials/beginner/basics/transforms_tutorial.html">the tutorial</a>
 */
public final class OneHot implements Transform {
    private final int classes;

    /**
     * Makes a transform.
     *
     * @throws IllegalArgumentException if there is no class
     */
    public OneHot(int classes) {
        if (classes < 1) {
            throw new IllegalArgumentException(
                    "OneHot: there must be at least 1 class, but there are " + classes + ".");
        }
        this.classes = classes;
    }

    /** Returns the vector; zeros for an index that is no class. */
    @Override
    public Tensor apply(Tensor part) {
        Tensor places = Tensor.arange(classes).to(part.device());
        return part.unsqueeze(-1).eq(places).to(DType.FLOAT32);
    }

    @Override
    public Tensor applyAll(Tensor parts) {
        return apply(parts);
    }

    @Override
    public String toString() {
        return "OneHot(classes=" + classes + ")";
    }
}
