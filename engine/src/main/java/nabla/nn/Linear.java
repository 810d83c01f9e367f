package nabla.nn;

import nabla.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * An affine map of the last axis: y = x Aᵀ + b.
 *
 * <p>Shapes: input [*, inFeatures], output [*, outFeatures]; weight [outFeatures, inFeatures], bias [outFeatures]. Both
 * start uniform in ±1/√inFeatures, the weight drawn first.
 *
 * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.Linear.html">torch.nn.Linear</a>
 */
public final class Linear extends Layer {
    private final int inFeatures;
    private final int outFeatures;
    private final Tensor weight;
    private final @Nullable Tensor bias;

    /** Makes a layer with a bias. */
    public Linear(int inFeatures, int outFeatures) {
        this(inFeatures, outFeatures, true);
    }

    /** Makes a layer, with a bias or without. */
    public Linear(int inFeatures, int outFeatures, boolean bias) {
        this(inFeatures, outFeatures, bias, Start.RANDOM);
    }

    Linear(int inFeatures, int outFeatures, boolean bias, Start start) {
        this.inFeatures = inFeatures;
        this.outFeatures = outFeatures;
        weight = register("weight", Tensor.empty(outFeatures, inFeatures));
        this.bias = bias ? register("bias", Tensor.empty(outFeatures)) : null;
        if (start == Start.RANDOM) {
            resetParameters();
        }
    }

    @Override
    public void resetParameters() {
        Initial.uniform(weight, inFeatures);
        if (bias != null) {
            Initial.uniform(bias, inFeatures);
        }
    }

    /** Returns the matrix A, [outFeatures, inFeatures]. */
    public Tensor weight() {
        return weight;
    }

    /**
     * Returns the vector b, [outFeatures].
     *
     * @throws IllegalStateException if the layer has none
     */
    public Tensor bias() {
        return Initial.present(bias, this);
    }

    /** Returns x Aᵀ + b. */
    @Override
    public Tensor forward(Tensor input) {
        return F.linear(input, weight, bias);
    }

    @Override
    void describe(Description out) {
        out.tell("inFeatures", inFeatures).tell("outFeatures", outFeatures).tell("bias", bias != null);
    }
}
