package nabla.nn;

import nabla.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A convolution of pictures with learned kernels, or rather a cross-correlation: the kernels are not turned.
 *
 * <p>Shapes: input [N, inChannels, H, W], output [N, outChannels, (H + 2·padding − kernel)/stride + 1, the same for W];
 * weight [outChannels, inChannels, kernel height, kernel width], bias [outChannels]. Both start uniform in ±1/√n, where
 * n = inChannels · kernel height · kernel width, the weight drawn first.
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/generated/torch.nn.Conv2d.html">torch.nn.Conv2d</a>
 */
public final class Conv2d extends Module {
    private final Conv2dSpec spec;
    private final Tensor weight;
    private final @Nullable Tensor bias;

    /** Makes a layer of square kernels with stride 1, no padding and a bias. */
    public Conv2d(int inChannels, int outChannels, int kernelSize) {
        this(inChannels, outChannels, kernelSize, 1, 0);
    }

    /** Makes a layer of square kernels with a bias. */
    public Conv2d(int inChannels, int outChannels, int kernelSize, int stride, int padding) {
        this(new Conv2dSpec(
                inChannels, outChannels, Pair.both(kernelSize), Pair.both(stride), Pair.both(padding), true));
    }

    /** Makes a layer of kernels, strides and paddings that are given as {height, width}. */
    public Conv2d(int inChannels, int outChannels, int[] kernelSize, int[] stride, int[] padding, boolean bias) {
        this(new Conv2dSpec(inChannels, outChannels, Pair.of(kernelSize), Pair.of(stride), Pair.of(padding), bias));
    }

    Conv2d(Conv2dSpec spec) {
        this.spec = spec;
        Pair kernel = spec.kernelSize();
        double bound = 1 / Math.sqrt((double) spec.inChannels() * kernel.height() * kernel.width());
        weight = register(
                "weight",
                Initial.uniform(bound, spec.outChannels(), spec.inChannels(), kernel.height(), kernel.width()));
        bias = spec.bias() ? register("bias", Initial.uniform(bound, spec.outChannels())) : null;
    }

    /** Returns the kernels, [outChannels, inChannels, height, width]. */
    public Tensor weight() {
        return weight;
    }

    /**
     * Returns the bias, [outChannels].
     *
     * @throws IllegalStateException if the layer has none
     */
    public Tensor bias() {
        if (bias == null) {
            throw new IllegalStateException(this + " has no bias.");
        }
        return bias;
    }

    /** Returns the convolution of {@code input}, [N, inChannels, H, W]. */
    @Override
    public Tensor forward(Tensor input) {
        return F.conv2d(
                input, weight, bias, spec.stride().toArray(), spec.padding().toArray());
    }

    @Override
    protected String name() {
        return Conv2dSpec.TYPE;
    }

    @Override
    protected String settings() {
        return spec.inChannels() + ", " + spec.outChannels() + ", kernel_size=" + spec.kernelSize() + ", stride="
                + spec.stride()
                + (spec.padding().equals(Pair.both(0)) ? "" : ", padding=" + spec.padding())
                + (spec.bias() ? "" : ", bias=False");
    }

    @Override
    Conv2dSpec spec() {
        return spec;
    }
}
