package nabla.data;

import java.util.function.UnaryOperator;
import nabla.Tensor;

/**
 * A transform of one's own: a function of one example's part.
 *
 * @see <a href="https://docs.pytorch.org/vision/stable/generated/torchvision.transforms.Lambda.html">Lambda</a>
 */
public final class Lambda implements Transform {
    private final UnaryOperator<Tensor> function;

    /** Makes a transform, such as {@code new Lambda(x -> x.mul(2))}. */
    public Lambda(UnaryOperator<Tensor> function) {
        this.function = function;
    }

    @Override
    public Tensor apply(Tensor part) {
        return function.apply(part);
    }

    @Override
    public String toString() {
        return "Lambda()";
    }
}
