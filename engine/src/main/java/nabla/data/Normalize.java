package nabla.data;

import nabla.Tensor;
import nabla.io.Decimals;
import org.jspecify.annotations.Nullable;

/**
 * Shifts and scales each channel of a picture [C, H, W]: (x − mean) / std.
 *
 * @see <a href="https://docs.pytorch.org/vision/stable/generated/torchvision.transforms.Normalize.html">Normalize</a>
 */
public final class Normalize implements Transform {
    private final double[] mean;
    private final double[] std;
    private @Nullable Tensor means;
    private @Nullable Tensor deviations;

    /** Makes a transform of pictures with one channel, such as {@code new Normalize(0.1307, 0.3081)} for MNIST. */
    public Normalize(double mean, double std) {
        this(new double[] {mean}, new double[] {std});
    }

    /**
     * Makes a transform with a mean and a deviation for each channel.
     *
     * @throws IllegalArgumentException with PyTorch's words if a deviation is 0, or they are not as many as the means
     */
    public Normalize(double[] mean, double[] std) {
        if (mean.length != std.length || mean.length == 0) {
            throw new IllegalArgumentException("Normalize: there are " + mean.length + " means, but " + std.length
                    + " deviations.\n  Hint: one of each for each channel.");
        }
        for (double each : std) {
            if (each == 0) {
                throw new IllegalArgumentException("std evaluated to zero after conversion to torch.float32, leading to"
                        + " division by zero.\n  Hint: a channel that never varies needs no scaling; take 1.");
            }
        }
        this.mean = mean.clone();
        this.std = std.clone();
    }

    /**
     * Returns the picture, shifted and scaled.
     *
     * @throws IllegalArgumentException with PyTorch's words if it is not of floats, has fewer than 3 dimensions, or other
     *     channels
     */
    @Override
    public Tensor apply(Tensor part) {
        if (!part.dtype().isFloat()) {
            throw new IllegalArgumentException("Input tensor should be a float tensor. Got torch." + part.dtype()
                    + ".\n  Hint: ToTensor() first.");
        }
        int channels = part.dim() < 3 ? 0 : part.size(-3);
        if (channels == 0 || mean.length != 1 && mean.length != channels) {
            throw new IllegalArgumentException("Expected tensor to be a tensor image of size (..., C, H, W). Got"
                    + " tensor.size() = torch.Size(" + part.shape() + ")\n  Hint: there are " + mean.length
                    + " means, so that C is " + mean.length + ".");
        }
        if (mean.length == 1) {
            return part.sub(mean[0]).div(std[0]);
        }
        Tensor shift = means;
        Tensor scale = deviations;
        if (shift == null || scale == null || shift.device() != part.device()) {
            shift = Tensor.tensor(mean, mean.length, 1, 1).to(part.device());
            scale = Tensor.tensor(std, std.length, 1, 1).to(part.device());
            means = shift;
            deviations = scale;
        }
        return part.sub(shift).div(scale);
    }

    /** The channels count from the right, so that a batch is no other case. */
    @Override
    public Tensor applyAll(Tensor parts) {
        return apply(parts);
    }

    @Override
    public String toString() {
        return "Normalize(mean=" + spelled(mean) + ", std=" + spelled(std) + ")";
    }

    private static String spelled(double[] numbers) {
        StringBuilder text = new StringBuilder("(");
        for (int i = 0; i < numbers.length; i++) {
            text.append(i == 0 ? "" : ", ").append(Decimals.shortest(numbers[i]));
        }
        return text.append(numbers.length == 1 ? ",)" : ")").toString();
    }
}
