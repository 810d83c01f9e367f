package nabla.nn;

import nabla.Tensor;
import nabla.op.ShapeException;

/**
 * Each channel less its mean over the batch, over its deviation, times a weight, plus a bias (Ioffe and Szegedy, 2015).
 *
 * <p>Shapes: input and output [N, C, H, W]; weight, bias and running statistics [C]. In evaluation the running mean and
 * variance take the batch's place.
 *
 * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.BatchNorm2d.html">torch.nn.BatchNorm2d</a>
 */
public final class BatchNorm2d extends BatchNorm {
    /** Makes a layer for this many channels, with PyTorch's defaults. */
    public BatchNorm2d(int numFeatures) {
        this(numFeatures, options());
    }

    /** Makes a layer for this many channels. */
    public BatchNorm2d(int numFeatures, Options options) {
        super(numFeatures, options);
    }

    /** Returns PyTorch's defaults, to be changed: {@code BatchNorm2d.options().momentum(0.01)}. */
    public static Options options() {
        return new Options(1e-5, 0.1, true, true);
    }

    @Override
    void check(Tensor input) {
        if (input.dim() != 4) {
            throw new ShapeException("expected 4D input (got " + input.dim() + "D input)"
                    + "\n  Hint: the input is [N, C, H, W], but " + input.shape() + ".");
        }
    }
}
