package nabla.nn;

import nabla.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Each example less its mean, over its deviation, times a weight, plus a bias (Ba and others, 2016).
 *
 * <p>Shapes: input and output [*, normalizedShape]; weight and bias [normalizedShape].
 *
 * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.LayerNorm.html">torch.nn.LayerNorm</a>
 */
public final class LayerNorm extends Layer {
    private final int[] normalizedShape;
    private final double eps;
    private final @Nullable Tensor weight;
    private final @Nullable Tensor bias;

    /** Makes a layer for the last axes of these extents, with an eps of 1e-5, a weight and a bias. */
    public LayerNorm(int... normalizedShape) {
        this(normalizedShape, options());
    }

    /** Makes a layer for the last axes of these extents. */
    public LayerNorm(int[] normalizedShape, Options options) {
        this.normalizedShape = normalizedShape.clone();
        this.eps = options.eps;
        weight = options.elementwiseAffine ? register("weight", Tensor.ones(normalizedShape)) : null;
        bias = options.elementwiseAffine ? register("bias", Tensor.zeros(normalizedShape)) : null;
    }

    /** Returns PyTorch's defaults, to be changed: {@code LayerNorm.options().eps(1e-6)}. */
    public static Options options() {
        return new Options(1e-5, true);
    }

    /** Returns the scale of each element, [normalizedShape]. */
    public Tensor weight() {
        return Initial.present(weight, this);
    }

    /** Returns the shift of each element, [normalizedShape]. */
    public Tensor bias() {
        return Initial.present(bias, this);
    }

    @Override
    public void resetParameters() {
        if (weight != null && bias != null) {
            Init.ones_(weight);
            Init.zeros_(bias);
        }
    }

    /** Returns the normalised input. */
    @Override
    public Tensor forward(Tensor input) {
        return F.layerNorm(input, normalizedShape, weight, bias, eps);
    }

    @Override
    protected String extraRepr() {
        return PythonText.tuple(normalizedShape) + ", eps=" + PythonText.of(eps) + ", elementwise_affine="
                + PythonText.of(weight != null);
    }

    @Override
    void describe(Description out) {
        out.tell("normalizedShape", normalizedShape).tell("eps", eps).tell("elementwiseAffine", weight != null);
    }

    /**
     * What may be told.
     *
     * @param eps added to the variance, so that nothing is divided by zero
     * @param elementwiseAffine whether each element has a weight and a bias
     */
    public record Options(double eps, boolean elementwiseAffine) {
        /** Returns these options with another eps. */
        public Options eps(double eps) {
            return new Options(eps, elementwiseAffine);
        }

        /** Returns these options with weight and bias or without. */
        public Options elementwiseAffine(boolean elementwiseAffine) {
            return new Options(eps, elementwiseAffine);
        }
    }
}
