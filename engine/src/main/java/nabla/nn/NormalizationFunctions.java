package nabla.nn;

import nabla.Nabla;
import nabla.Tensor;
import nabla.op.DType;
import nabla.op.Ops;
import nabla.op.Scope;
import nabla.op.Shape;
import nabla.op.ShapeException;
import nabla.random.Generator;
import org.jspecify.annotations.Nullable;

/** Normalisations, dropout, and what looks up vectors. */
abstract class NormalizationFunctions extends PoolingFunctions {
    private static final double EPSILON = 1e-5;

    NormalizationFunctions() {}

    /**
     * Each channel less its mean, over its deviation, then times a weight and plus a bias.
     *
     * <p>Shapes: input [N, C, *]; all others [C] or null. In training mean and variance are the batch's, and the running
     * ones take up {@code momentum} of them, in place; else the running ones are used.
     *
     * @throws ShapeException with PyTorch's words if a size is not C, or a channel has one value only in training
     * @throws IllegalArgumentException with PyTorch's words if the running statistics are missing outside training
     * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.functional.batch_norm.html">batch_norm</a>
     */
    public static Tensor batchNorm(
            Tensor input,
            @Nullable Tensor runningMean,
            @Nullable Tensor runningVar,
            @Nullable Tensor weight,
            @Nullable Tensor bias,
            boolean training,
            double momentum,
            double eps) {
        return batchNorm(input, runningMean, runningVar, weight, bias, training, constant(momentum, input), eps);
    }

    /** As the method above; the momentum may be computed. */
    static Tensor batchNorm(
            Tensor input,
            @Nullable Tensor runningMean,
            @Nullable Tensor runningVar,
            @Nullable Tensor weight,
            @Nullable Tensor bias,
            boolean training,
            Tensor momentum,
            double eps) {
        if (input.dim() < 2) {
            throw new ShapeException("batch_norm: the input " + input.shape() + " must have two axes or more."
                    + "\n  Hint: they are [N, C] or [N, C, ...]; unsqueeze(0) makes a batch of one.");
        }
        int channels = input.size(1);
        checkChannels("running_mean", runningMean, channels);
        checkChannels("running_var", runningVar, channels);
        checkChannels("weight", weight, channels);
        checkChannels("bias", bias, channels);
        if (training) {
            int count = channels == 0 ? 0 : input.numel() / channels;
            if (count <= 1) {
                throw new ShapeException("Expected more than 1 value per channel when training, got input size "
                        + PythonText.size(input.shape())
                        + "\n  Hint: one value has no deviation; take a larger batch, or eval().");
            }
            return trained(input, runningMean, runningVar, weight, bias, momentum, eps, count);
        }
        if (runningMean == null || runningVar == null) {
            throw new IllegalArgumentException((runningMean == null ? "running_mean" : "running_var")
                    + " must be defined in evaluation mode\n  Hint: in training the batch's own statistics are used.");
        }
        return Scope.within("batch_norm", () -> {
            Tensor scale = runningVar.add(constant(eps, runningVar)).rsqrt();
            Tensor normal = input.sub(alongClasses(runningMean, input, 1)).mul(alongClasses(scale, input, 1));
            return affine(normal, perChannel(weight, input), perChannel(bias, input));
        });
    }

    private static Tensor trained(
            Tensor input,
            @Nullable Tensor runningMean,
            @Nullable Tensor runningVar,
            @Nullable Tensor weight,
            @Nullable Tensor bias,
            Tensor momentum,
            double eps,
            int count) {
        int[] axes = new int[input.dim() - 1];
        for (int i = 1; i < axes.length; i++) {
            axes[i] = i + 1;
        }
        Tensor[] statistics = new Tensor[2];
        Tensor result = Scope.within("batch_norm", () -> {
            Tensor mean = input.mean(axes, true);
            Tensor centred = input.sub(mean);
            Tensor variance = centred.square().mean(axes, true);
            statistics[0] = mean;
            statistics[1] = variance;
            Tensor normal = centred.mul(variance.add(constant(eps, variance)).rsqrt());
            return affine(normal, perChannel(weight, input), perChannel(bias, input));
        });
        Nabla.noGrad(() -> {
            if (runningMean != null) {
                take(runningMean, statistics[0].detach().view(-1), momentum);
            }
            if (runningVar != null) {
                Tensor unbiased = statistics[1].detach().view(-1);
                take(runningVar, unbiased.mul(constant((double) count / (count - 1), unbiased)), momentum);
            }
        });
        return result;
    }

    private static void take(Tensor running, Tensor now, Tensor momentum) {
        running.add_(now.sub(running).mul(momentum));
        keep(running);
    }

    /** Lets the next optimizer's step compute this too: what it was computed from will be overwritten. */
    static void keep(Tensor state) {
        state.device().keep(state, state.node());
    }

    private static void checkChannels(String what, @Nullable Tensor values, int channels) {
        if (values != null && values.numel() != channels) {
            throw new ShapeException(what + " should contain " + channels + " elements not " + values.numel()
                    + "\n  Hint: the second axis of the input counts the channels; the layer was made for "
                    + values.numel() + ".");
        }
    }

    private static @Nullable Tensor perChannel(@Nullable Tensor values, Tensor input) {
        return values == null ? null : alongClasses(values, input, 1);
    }

    private static Tensor affine(Tensor normal, @Nullable Tensor weight, @Nullable Tensor bias) {
        Tensor scaled = weight == null ? normal : normal.mul(weight);
        return bias == null ? scaled : scaled.add(bias);
    }

    /** {@link #layerNorm(Tensor, int[], Tensor, Tensor, double)} without weight and bias, with an eps of 1e-5. */
    public static Tensor layerNorm(Tensor input, int... normalizedShape) {
        return layerNorm(input, normalizedShape, null, null, EPSILON);
    }

    /**
     * Each example less its mean, over its deviation, then times a weight and plus a bias.
     *
     * <p>Shapes: input [*, normalizedShape]; weight and bias [normalizedShape] or null.
     *
     * @throws ShapeException with PyTorch's words if the input's last axes are others
     * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.functional.layer_norm.html">layer_norm</a>
     */
    public static Tensor layerNorm(
            Tensor input, int[] normalizedShape, @Nullable Tensor weight, @Nullable Tensor bias, double eps) {
        Shape wanted = Shape.of(normalizedShape);
        int first = input.dim() - normalizedShape.length;
        boolean fits = first >= 0 && normalizedShape.length > 0;
        for (int i = 0; fits && i < normalizedShape.length; i++) {
            fits = input.size(first + i) == normalizedShape[i];
        }
        if (!fits) {
            String inside = wanted.toString().substring(1);
            throw new ShapeException("Given normalized_shape=" + wanted + ", expected input with shape [*, " + inside
                    + ", but got input of size" + input.shape()
                    + "\n  Hint: the last axes of the input are those that the layer normalises.");
        }
        int[] axes = new int[normalizedShape.length];
        for (int i = 0; i < axes.length; i++) {
            axes[i] = first + i;
        }
        return Scope.within("layer_norm", () -> {
            Tensor centred = input.sub(input.mean(axes, true));
            Tensor variance = centred.square().mean(axes, true);
            Tensor normal = centred.mul(variance.add(constant(eps, variance)).rsqrt());
            return affine(normal, weight, bias);
        });
    }

    /** As {@link #dropout(Tensor, double, boolean)} in training. */
    public static Tensor dropout(Tensor input, double p) {
        return dropout(input, p, true);
    }

    /**
     * In training zeros in place of elements that chance picks, the others over 1 − p; else the input. Each call draws one
     * number from the default generator and makes the others of it, the same on every device.
     *
     * @param p the chance of an element to become 0
     * @throws IllegalArgumentException with PyTorch's words if it is not in [0, 1]
     * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.functional.dropout.html">dropout</a>
     */
    public static Tensor dropout(Tensor input, double p, boolean training) {
        checkProbability(p);
        if (!training || p == 0) {
            return input;
        }
        return Scope.within("mul", () -> {
            if (p == 1) {
                return input.mul(constant(0, input));
            }
            long seed = Generator.defaultGenerator().next32() & 0x7fffffffL;
            Tensor chance = input.through(Ops.random(input.shape(), Ops.scalar(seed, DType.INT64)));
            Tensor stays = chance.ge(constant(p, chance));
            return input.mul(onlyWhere(stays, constant(1 / (1 - p), input)));
        });
    }

    static void checkProbability(double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("dropout probability has to be between 0 and 1, but got "
                    + PythonText.of(p) + "\n  Hint: 0.5 drops every second element.");
        }
    }

    /** {@link #embedding(Tensor, Tensor, int)} of vectors that all learn. */
    public static Tensor embedding(Tensor input, Tensor weight) {
        return embedding(input, weight, -1);
    }

    /**
     * For each index the row of a table: [*] and [R, D] make [*, D].
     *
     * @param input int64, in [0, R)
     * @param paddingIdx the row that no gradient reaches, or −1
     * @throws IllegalArgumentException with PyTorch's words if the input is not int64
     * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.functional.embedding.html">embedding</a>
     */
    public static Tensor embedding(Tensor input, Tensor weight, int paddingIdx) {
        if (input.dtype() != DType.INT64) {
            throw new IllegalArgumentException("Expected tensor for argument #1 'indices' to have one of the following"
                    + " scalar types: Long, Int; but got " + PythonText.tensorType(input.dtype())
                    + " instead (while checking arguments for embedding)\n  Hint: to(DType.INT64) first.");
        }
        if (weight.dim() != 2) {
            throw new ShapeException(
                    "'weight' must be 2-D\n  Hint: it is a table of one vector a row, but " + weight.shape() + ".");
        }
        return Scope.within("embedding", () -> {
            Tensor indices = input.view(-1);
            int[] shape = new int[input.dim() + 1];
            System.arraycopy(input.shape().toArray(), 0, shape, 0, input.dim());
            shape[input.dim()] = weight.size(1);
            Tensor rows = weight.indexSelect(0, indices);
            if (paddingIdx >= 0) {
                rows = indices.eq(constant(paddingIdx, indices)).unsqueeze(1).where(rows.detach(), rows);
            }
            return rows.view(shape);
        });
    }
}
