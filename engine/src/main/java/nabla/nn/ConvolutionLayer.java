package nabla.nn;

import java.util.ArrayList;
import java.util.List;
import nabla.Tensor;
import org.jspecify.annotations.Nullable;

/** What the layers of learned kernels have in common: a weight, perhaps a bias, and how they start. */
abstract class ConvolutionLayer extends Layer {
    final int inChannels;
    final int outChannels;
    final Tensor weight;
    final @Nullable Tensor bias;

    /**
     * @param isTransposed whether the weight has the input's channels first
     * @param kernel its sizes
     */
    ConvolutionLayer(
            int inChannels,
            int outChannels,
            int groups,
            boolean isTransposed,
            boolean hasBias,
            Start start,
            int... kernel) {
        if (groups < 1) {
            throw new IllegalArgumentException(
                    "groups must be a positive integer\n  Hint: 1 lets all channels see all.");
        }
        checkDivides("in_channels", inChannels, groups);
        checkDivides("out_channels", outChannels, groups);
        this.inChannels = inChannels;
        this.outChannels = outChannels;
        int[] shape = new int[kernel.length + 2];
        shape[0] = isTransposed ? inChannels : outChannels;
        shape[1] = (isTransposed ? outChannels : inChannels) / groups;
        System.arraycopy(kernel, 0, shape, 2, kernel.length);
        weight = register("weight", Tensor.empty(shape));
        bias = hasBias ? register("bias", Tensor.empty(outChannels)) : null;
        if (start == Start.RANDOM) {
            resetParameters();
        }
    }

    private static void checkDivides(String what, int channels, int groups) {
        if (channels % groups != 0) {
            throw new IllegalArgumentException(what + " must be divisible by groups\n  Hint: " + channels
                    + " channels do not make " + groups + " groups of one size.");
        }
    }

    @Override
    public final void resetParameters() {
        int fanIn = weight.size(0) == 0 ? 0 : weight.numel() / weight.size(0);
        Initial.uniform(weight, fanIn);
        if (bias != null) {
            Initial.uniform(bias, fanIn);
        }
    }

    /** Returns the kernels: [outChannels, inChannels / groups, size]; the two exchanged in a transposed layer. */
    public final Tensor weight() {
        return weight;
    }

    /**
     * Returns the bias, [outChannels].
     *
     * @throws IllegalStateException if the layer has none
     */
    public final Tensor bias() {
        return Initial.present(bias, this);
    }

    /** What PyTorch prints first of all: channels, kernel, stride. */
    final List<String> printed(String kernel, String stride) {
        List<String> text = new ArrayList<>();
        text.add(Integer.toString(inChannels));
        text.add(Integer.toString(outChannels));
        text.add("kernel_size=" + kernel);
        text.add("stride=" + stride);
        return text;
    }

    /** What PyTorch prints last, where it is not the default. */
    final String printed(List<String> text, int groups) {
        if (groups != 1) {
            text.add("groups=" + groups);
        }
        if (bias == null) {
            text.add("bias=False");
        }
        return String.join(", ", text);
    }
}
