package nabla.nn;

import nabla.Tensor;

/**
 * The largest number in each window of a picture.
 *
 * <p>Shapes: input [N, C, H, W], output [N, C, (H − kernel)/stride + 1, the same for W].
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/generated/torch.nn.MaxPool2d.html">torch.nn.MaxPool2d</a>
 */
public final class MaxPool2d extends Module {
    private final MaxPool2dSpec spec;

    /** Makes a layer of square windows that lie side by side. */
    public MaxPool2d(int kernelSize) {
        this(kernelSize, kernelSize);
    }

    /** Makes a layer of square windows, {@code stride} apart. */
    public MaxPool2d(int kernelSize, int stride) {
        this(new MaxPool2dSpec(Pair.both(kernelSize), Pair.both(stride)));
    }

    MaxPool2d(MaxPool2dSpec spec) {
        this.spec = spec;
    }

    /** Returns the largest number of each window. */
    @Override
    public Tensor forward(Tensor input) {
        return F.maxPool2d(input, spec.kernelSize().toArray(), spec.stride().toArray());
    }

    @Override
    protected String name() {
        return MaxPool2dSpec.TYPE;
    }

    @Override
    protected String settings() {
        return "kernel_size=" + spec.kernelSize().brief() + ", stride="
                + spec.stride().brief() + ", padding=0, dilation=1, ceil_mode=False";
    }

    @Override
    MaxPool2dSpec spec() {
        return spec;
    }
}
