package nabla.nn;

import nabla.Nabla;
import nabla.Tensor;

/**
 * Values that parameters start with: PyTorch's {@code torch.nn.init}, with the same numbers for the same seed. All write
 * into the tensor, without history, and return it.
 *
 * @see <a href="https://docs.pytorch.org/docs/1.13/nn.init.html">torch.nn.init</a>
 */
public final class Init {
    private static final double LEAKY_SLOPE = 0.01;

    private Init() {}

    /** What a deviation is measured by: what goes into a neuron, or what comes out of it. */
    public enum Mode {
        /** Keeps the size of values in the forward pass. */
        FAN_IN,
        /** Keeps the size of gradients in the backward pass. */
        FAN_OUT
    }

    /** Uniform numbers in [0, 1). */
    public static Tensor uniform_(Tensor tensor) {
        return uniform_(tensor, 0, 1);
    }

    /** Uniform numbers in [from, to). */
    public static Tensor uniform_(Tensor tensor, double from, double to) {
        return Nabla.noGrad(() -> tensor.uniform_(from, to));
    }

    /** Normal numbers of mean 0 and standard deviation 1. */
    public static Tensor normal_(Tensor tensor) {
        return normal_(tensor, 0, 1);
    }

    /** Normal numbers of a mean and a standard deviation. */
    public static Tensor normal_(Tensor tensor, double mean, double std) {
        return Nabla.noGrad(() -> tensor.normal_(mean, std));
    }

    /** One number everywhere. */
    public static Tensor constant_(Tensor tensor, double value) {
        return Nabla.noGrad(() -> tensor.fill_(value));
    }

    public static Tensor ones_(Tensor tensor) {
        return constant_(tensor, 1);
    }

    public static Tensor zeros_(Tensor tensor) {
        return constant_(tensor, 0);
    }

    /**
     * Ones on the diagonal of a matrix, else zeros: a linear layer that changes nothing.
     *
     * @throws IllegalArgumentException with PyTorch's words if it is no matrix
     */
    public static Tensor eye_(Tensor tensor) {
        if (tensor.dim() != 2) {
            throw new IllegalArgumentException("Only tensors with 2 dimensions are supported" + "\n  Hint: this one is "
                    + tensor.shape() + "; eye_ is for the weight of a linear layer.");
        }
        return Nabla.noGrad(() -> tensor.copy_(Tensor.eye(tensor.size(0), tensor.size(1))));
    }

    /** As {@link #xavierUniform_(Tensor, double)} with a gain of 1. */
    public static Tensor xavierUniform_(Tensor tensor) {
        return xavierUniform_(tensor, 1);
    }

    /**
     * Uniform in ±gain √(6 / (fan in + fan out)) (Glorot and Bengio, 2010): for tanh and sigmoid.
     *
     * @throws IllegalArgumentException with PyTorch's words if the tensor has fewer than two axes
     */
    public static Tensor xavierUniform_(Tensor tensor, double gain) {
        double bound = Math.sqrt(3) * xavierDeviation(tensor, gain);
        return uniform_(tensor, -bound, bound);
    }

    /** As {@link #xavierNormal_(Tensor, double)} with a gain of 1. */
    public static Tensor xavierNormal_(Tensor tensor) {
        return xavierNormal_(tensor, 1);
    }

    /** Normal with deviation gain √(2 / (fan in + fan out)) (Glorot and Bengio, 2010). */
    public static Tensor xavierNormal_(Tensor tensor, double gain) {
        return normal_(tensor, 0, xavierDeviation(tensor, gain));
    }

    /** As {@link #kaimingUniform_(Tensor, double, Mode, String)} with PyTorch's defaults: 0, fan in, leaky_relu. */
    public static Tensor kaimingUniform_(Tensor tensor) {
        return kaimingUniform_(tensor, 0, Mode.FAN_IN, "leaky_relu");
    }

    /**
     * Uniform in ±gain √(3 / fan) (He and others, 2015): for relu and its kin.
     *
     * @param a slope of the leaky relu for negative numbers; others heed it not
     * @param nonlinearity PyTorch's name of the function that follows, such as {@code relu}
     * @throws IllegalArgumentException with PyTorch's words if the name is unknown or the tensor has fewer than two axes
     */
    public static Tensor kaimingUniform_(Tensor tensor, double a, Mode mode, String nonlinearity) {
        double bound = Math.sqrt(3) * kaimingDeviation(tensor, a, mode, nonlinearity);
        return uniform_(tensor, -bound, bound);
    }

    /** As {@link #kaimingNormal_(Tensor, double, Mode, String)} with PyTorch's defaults: 0, fan in, leaky_relu. */
    public static Tensor kaimingNormal_(Tensor tensor) {
        return kaimingNormal_(tensor, 0, Mode.FAN_IN, "leaky_relu");
    }

    /** Normal with deviation gain / √fan (He and others, 2015); parameters as of {@link #kaimingUniform_}. */
    public static Tensor kaimingNormal_(Tensor tensor, double a, Mode mode, String nonlinearity) {
        return normal_(tensor, 0, kaimingDeviation(tensor, a, mode, nonlinearity));
    }

    /** As {@link #calculateGain(String, double)}, with a leaky relu's slope of 0.01. */
    public static double calculateGain(String nonlinearity) {
        return calculateGain(nonlinearity, LEAKY_SLOPE);
    }

    /**
     * Returns by how much weights must be larger so that values keep their size through a function.
     *
     * @param nonlinearity PyTorch's name: linear, conv2d, sigmoid, tanh, relu, leaky_relu, selu
     * @param slope of a leaky relu for negative numbers
     * @throws IllegalArgumentException with PyTorch's words if the name is unknown
     */
    public static double calculateGain(String nonlinearity, double slope) {
        return switch (nonlinearity) {
            case "linear", "conv1d", "conv2d", "conv3d", "conv_transpose1d", "conv_transpose2d", "conv_transpose3d" ->
                1;
            case "sigmoid" -> 1;
            case "tanh" -> 5.0 / 3;
            case "relu" -> Math.sqrt(2);
            case "leaky_relu" -> Math.sqrt(2 / (1 + slope * slope));
            case "selu" -> 0.75;
            default ->
                throw new IllegalArgumentException("Unsupported nonlinearity " + nonlinearity
                        + "\n  Hint: linear, conv2d, sigmoid, tanh, relu, leaky_relu and selu are known.");
        };
    }

    private static double kaimingDeviation(Tensor tensor, double a, Mode mode, String nonlinearity) {
        int fan = mode == Mode.FAN_IN ? fanIn(tensor) : fanOut(tensor);
        return calculateGain(nonlinearity, a) / Math.sqrt(fan);
    }

    private static double xavierDeviation(Tensor tensor, double gain) {
        return gain * Math.sqrt(2.0 / (fanIn(tensor) + fanOut(tensor)));
    }

    private static int fanIn(Tensor tensor) {
        return tensor.dim() < 2 ? tooFlat() : tensor.numel() / Math.max(1, tensor.size(0));
    }

    private static int fanOut(Tensor tensor) {
        return tensor.dim() < 2 ? tooFlat() : tensor.numel() / Math.max(1, tensor.size(1));
    }

    private static int tooFlat() {
        throw new IllegalArgumentException(
                "Fan in and fan out can not be computed for tensor with fewer than 2 dimensions"
                        + "\n  Hint: a bias has no fans; uniform_ or zeros_ are for biases.");
    }
}
