package nabla.nn;

import java.util.Arrays;
import nabla.Tensor;
import nabla.op.DType;
import nabla.op.Ops;
import nabla.op.Shape;
import nabla.op.ShapeException;
import org.jspecify.annotations.Nullable;

/** What the losses in {@link F} have in common. */
abstract class LossFunctions {
    LossFunctions() {}

    /**
     * The losses of single examples, reduced as told.
     *
     * @throws IllegalArgumentException with PyTorch's words for a reduction that only one loss has
     */
    static Tensor reduced(Tensor losses, Reduction reduction) {
        return switch (reduction) {
            case MEAN -> losses.mean();
            case SUM -> losses.sum();
            case NONE -> losses;
            case BATCHMEAN ->
                throw new IllegalArgumentException("batchmean is not a valid value for reduction"
                        + "\n  Hint: only kl_div has it; take MEAN, SUM or NONE.");
        };
    }

    /** A number as a tensor of another's type; part of the plan. */
    static Tensor constant(double value, Tensor like) {
        return like.through(Ops.fill(value, like.dtype()));
    }

    /** The value where the condition holds, elsewhere 0. */
    static Tensor onlyWhere(Tensor condition, Tensor value) {
        return condition.where(value, constant(0, value));
    }

    /** −ln σ(x) = ln(1 + e^−x), without overflow. */
    static Tensor negativeLogSigmoid(Tensor x) {
        return F.softplus(x.neg());
    }

    /** The classes 0 to count − 1 along an axis, to be compared with targets that broadcast. */
    static Tensor classes(Tensor input, int axis) {
        int[] shape = new int[input.dim()];
        Arrays.fill(shape, 1);
        shape[axis] = input.size(axis);
        return input.through(Ops.reshape(Ops.range(input.size(axis)), Shape.of(shape)));
    }

    /** Numbers, one for each class, along an axis. */
    static Tensor alongClasses(Tensor weight, Tensor input, int axis) {
        int[] shape = new int[input.dim()];
        Arrays.fill(shape, 1);
        shape[axis] = weight.numel();
        return weight.view(shape);
    }

    static void checkClasses(Tensor target) {
        if (target.dtype() != DType.INT64) {
            throw new IllegalArgumentException("expected scalar type Long but found " + scalarType(target.dtype())
                    + "\n  Hint: the target holds class indices, which are int64; to(DType.INT64) converts it.");
        }
    }

    /** The name of a type in PyTorch's messages. */
    static String scalarType(DType type) {
        return switch (type) {
            case FLOAT32 -> "Float";
            case FLOAT64 -> "Double";
            case INT64 -> "Long";
            case BOOL -> "Bool";
            case UINT8 -> "Byte";
        };
    }

    /** Weights of classes must be one for each class. */
    static void checkWeight(String operation, @Nullable Tensor weight, int classes) {
        if (weight != null && (weight.dim() != 1 || weight.numel() != classes)) {
            throw new ShapeException(operation + "weight tensor should be defined either for all " + classes
                    + " classes or no classes but got weight tensor of shape: " + weight.shape()
                    + "\n  Hint: the weights are a vector [" + classes + "], one number for each class.");
        }
        if (weight != null && !weight.dtype().isFloat()) {
            throw new IllegalArgumentException("expected scalar type Float but found " + scalarType(weight.dtype())
                    + "\n  Hint: weights of classes are float32.");
        }
    }

    /** Each loss times a weight, which broadcasts; the losses themselves if there is none. */
    static Tensor weighted(Tensor losses, @Nullable Tensor weight) {
        return weight == null ? losses : losses.mul(weight);
    }
}
