package nabla.nn;

import java.util.Arrays;
import nabla.Tensor;
import nabla.op.DType;
import nabla.op.Maps;
import nabla.op.Ops;
import nabla.op.Scope;

/** Functions of single elements, and softmax. */
abstract class ActivationFunctions extends MarginLosses {
    private static final double SELU_ALPHA = 1.6732632423543772848170429916717;
    private static final double SELU_SCALE = 1.0507009873554804934193349852946;

    ActivationFunctions() {}

    /** max(x, 0) of each element. */
    public static Tensor relu(Tensor input) {
        return input.relu();
    }

    /** max(x, 0), but at most 6. */
    public static Tensor relu6(Tensor input) {
        return hardtanh(input, 0, 6);
    }

    /** As {@link #leakyRelu(Tensor, double)} with a slope of 0.01. */
    public static Tensor leakyRelu(Tensor input) {
        return leakyRelu(input, LeakyReLU.SLOPE);
    }

    /** x where it is positive, else x times a slope. */
    public static Tensor leakyRelu(Tensor input, double negativeSlope) {
        return input.through(Ops.map(
                Maps.LEAKY_RELU, input.node(), constant(negativeSlope, input).node()));
    }

    /** As {@link #elu(Tensor, double)} with an alpha of 1. */
    public static Tensor elu(Tensor input) {
        return elu(input, 1);
    }

    /** x where it is positive, else alpha (e^x − 1). */
    public static Tensor elu(Tensor input, double alpha) {
        return input.through(
                Ops.map(Maps.ELU, input.node(), constant(alpha, input).node()));
    }

    /** The scaled elu that keeps mean 0 and variance 1 (Klambauer and others, 2017). */
    public static Tensor selu(Tensor input) {
        return Scope.within("elu", () -> elu(input, SELU_ALPHA).mul(constant(SELU_SCALE, input)));
    }

    /** x times the chance that a normal number is smaller. */
    public static Tensor gelu(Tensor input) {
        return input.map(Maps.GELU);
    }

    /**
     * As {@link #gelu(Tensor)}, exact or approximate.
     *
     * @param approximate {@code none}, or {@code tanh} for the formula with a tanh
     * @throws IllegalArgumentException with PyTorch's words for another word
     */
    public static Tensor gelu(Tensor input, String approximate) {
        if (approximate.equals("none")) {
            return gelu(input);
        }
        if (!approximate.equals("tanh")) {
            throw new IllegalArgumentException(
                    "approximate argument must be either none or tanh." + "\n  Hint: it was \"" + approximate + "\".");
        }
        return Scope.within("gelu", () -> {
            Tensor cubic = input.mul(input).mul(input).mul(constant(0.044715, input));
            Tensor inner = input.add(cubic).mul(constant(Math.sqrt(2 / Math.PI), input));
            return input.mul(constant(0.5, input)).mul(inner.tanh().add(constant(1, input)));
        });
    }

    /** x σ(x), also called swish. */
    public static Tensor silu(Tensor input) {
        return input.map(Maps.SILU);
    }

    /** x / (1 + |x|). */
    public static Tensor softsign(Tensor input) {
        return input.map(Maps.SOFTSIGN);
    }

    /** x tanh(softplus(x)). */
    public static Tensor mish(Tensor input) {
        return Scope.within("mish", () -> input.mul(softplus(input).tanh()));
    }

    /** 1 / (1 + e^−x). */
    public static Tensor sigmoid(Tensor input) {
        return input.sigmoid();
    }

    /** The hyperbolic tangent. */
    public static Tensor tanh(Tensor input) {
        return input.tanh();
    }

    /** ln(1 + e^x), without overflow. */
    public static Tensor softplus(Tensor input) {
        return input.map(Maps.SOFTPLUS);
    }

    /** ln(1 + e^(beta x)) / beta; x itself where beta x is above the threshold. */
    public static Tensor softplus(Tensor input, double beta, double threshold) {
        return Scope.within("softplus", () -> {
            Tensor scaled = input.mul(constant(beta, input));
            Tensor smooth = scaled.map(Maps.SOFTPLUS).div(constant(beta, input));
            return scaled.gt(constant(threshold, input)).where(input, smooth);
        });
    }

    /** ln σ(x), without overflow. */
    public static Tensor logsigmoid(Tensor input) {
        return Scope.within("log_sigmoid", () -> negativeLogSigmoid(input).neg());
    }

    /** x, but at least −1 and at most 1. */
    public static Tensor hardtanh(Tensor input) {
        return hardtanh(input, -1, 1);
    }

    /** x, but at least {@code minVal} and at most {@code maxVal}. No gradient flows from the bounds on. */
    public static Tensor hardtanh(Tensor input, double minVal, double maxVal) {
        return Scope.within("hardtanh", () -> {
            Tensor low = constant(minVal, input);
            Tensor high = constant(maxVal, input);
            return input.le(low).where(low, input.ge(high).where(high, input));
        });
    }

    /** e^x over its sum along an axis, without overflow. */
    public static Tensor softmax(Tensor input, int dim) {
        return input.softmax(dim);
    }

    /** The logarithm of {@link #softmax}, without underflow. */
    public static Tensor logSoftmax(Tensor input, int dim) {
        return input.logSoftmax(dim);
    }

    /**
     * For each class index a row of zeros with a one at its place: [*] becomes [*, numClasses], int64.
     *
     * @throws IllegalArgumentException with PyTorch's words if the input is not int64
     */
    public static Tensor oneHot(Tensor input, int numClasses) {
        if (input.dtype() != DType.INT64) {
            throw new IllegalArgumentException("one_hot is only applicable to index tensor."
                    + "\n  Hint: to(DType.INT64) first; this one is " + input.dtype() + ".");
        }
        if (numClasses < 1) {
            throw new IllegalArgumentException("num_classes should be positive\n  Hint: it was " + numClasses + ".");
        }
        Tensor classes = input.through(Ops.checkedIndices(input.node(), numClasses));
        return classes.unsqueeze(-1).eq(input.through(Ops.range(numClasses))).to(DType.INT64);
    }

    /** {@link #pad(Tensor, int[], double)} with zeros. */
    public static Tensor pad(Tensor input, int... pad) {
        return pad(input, pad, 0);
    }

    /**
     * The input with a constant around it; less of it where a number is negative.
     *
     * @param pad before and after the last axis, then before and after the one before it, and so on
     * @throws IllegalArgumentException with PyTorch's words if there is an odd number, or more than the axes take
     * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.functional.pad.html">pad</a>
     */
    public static Tensor pad(Tensor input, int[] pad, double value) {
        if (pad.length % 2 != 0) {
            throw new IllegalArgumentException(
                    "Padding length must be divisible by 2\n  Hint: two numbers for each axis," + " but there are "
                            + pad.length + ".");
        }
        if (pad.length > 2 * input.dim()) {
            throw new IllegalArgumentException("Padding length too large\n  Hint: " + pad.length
                    + " numbers are for " + pad.length / 2 + " axes; the input " + input.shape() + " has " + input.dim()
                    + ".");
        }
        return Scope.within("constant_pad_nd", () -> {
            Tensor result = input;
            for (int i = 0; i < pad.length / 2; i++) {
                result = padded(result, input.dim() - 1 - i, pad[2 * i], pad[2 * i + 1], value);
            }
            return result;
        });
    }

    private static Tensor padded(Tensor input, int axis, int before, int after, double value) {
        int from = Math.max(0, -before);
        int kept = input.size(axis) - from - Math.max(0, -after);
        Tensor inner = input.narrow(axis, from, kept);
        int start = Math.max(0, before);
        int extent = start + kept + Math.max(0, after);
        if (extent == kept) {
            return inner;
        }
        Tensor result = inner.through(Ops.pad(inner.node(), axis, start, extent, 1));
        if (value == 0) {
            return result;
        }
        int[] shape = new int[input.dim()];
        Arrays.fill(shape, 1);
        shape[axis] = extent;
        Tensor place = input.through(Ops.range(extent)).view(shape);
        Tensor isInner = place.ge(constant(start, place)).logicalAnd(place.lt(constant(start + kept, place)));
        return isInner.where(result, constant(value, result));
    }
}
