package nabla.nn;

import nabla.Tensor;
import nabla.op.ShapeException;

/**
 * Each channel less its mean over the batch, over its deviation, times a weight, plus a bias (Ioffe and Szegedy, 2015).
 *
 * <p>Shapes: input and output [N, C] or [N, C, L]; weight, bias and running statistics [C]. In evaluation the running mean and
 * variance take the batch's place.
 *
 * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.BatchNorm1d.html">torch.nn.BatchNorm1d</a>
 */
public final class BatchNorm1d extends BatchNorm {
    /** Makes a layer for this many channels, with PyTorch's defaults. */
    public BatchNorm1d(int numFeatures) {
        this(numFeatures, options());
    }

    /** Makes a layer for this many channels. */
    public BatchNorm1d(int numFeatures, Options options) {
        super(numFeatures, options);
    }

    /** Returns PyTorch's defaults, to be changed: {@code BatchNorm1d.options().momentum(0.01)}. */
    public static Options options() {
        return new Options(1e-5, 0.1, true, true);
    }

    @Override
    void check(Tensor input) {
        if (input.dim() != 2 && input.dim() != 3) {
            throw new ShapeException("expected 2D or 3D input (got " + input.dim() + "D input)"
                    + "\n  Hint: the input is [N, C] or [N, C, L], but " + input.shape() + ".");
        }
    }
}
