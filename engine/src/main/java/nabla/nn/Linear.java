package nabla.nn;

import nabla.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * An affine map of the last axis: y = x Aᵀ + b.
 *
 * <p>Shapes: input [*, inFeatures], output [*, outFeatures]; weight [outFeatures, inFeatures], bias [outFeatures]. Both
 * start uniform in ±1/√inFeatures, the weight drawn first.
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/generated/torch.nn.Linear.html">torch.nn.Linear</a>
 */
public final class Linear extends Module {
    private final LinearSpec spec;
    private final Tensor weight;
    private final @Nullable Tensor bias;

    /** Makes a layer with a bias. */
    public Linear(int inFeatures, int outFeatures) {
        this(inFeatures, outFeatures, true);
    }

    /** Makes a layer, with a bias or without. */
    public Linear(int inFeatures, int outFeatures, boolean bias) {
        this(new LinearSpec(inFeatures, outFeatures, bias));
    }

    Linear(LinearSpec spec) {
        this.spec = spec;
        double bound = 1 / Math.sqrt(spec.inFeatures());
        weight = register("weight", Initial.uniform(bound, spec.outFeatures(), spec.inFeatures()));
        bias = spec.bias() ? register("bias", Initial.uniform(bound, spec.outFeatures())) : null;
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
        if (bias == null) {
            throw new IllegalStateException(this + " has no bias.");
        }
        return bias;
    }

    /** Returns x Aᵀ + b. */
    @Override
    public Tensor forward(Tensor input) {
        return F.linear(input, weight, bias);
    }

    @Override
    protected String name() {
        return LinearSpec.TYPE;
    }

    @Override
    protected String settings() {
        return "in_features=" + spec.inFeatures() + ", out_features=" + spec.outFeatures() + ", bias="
                + (spec.bias() ? "True" : "False");
    }

    @Override
    LinearSpec spec() {
        return spec;
    }
}
