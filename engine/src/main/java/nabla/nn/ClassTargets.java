package nabla.nn;

import nabla.Tensor;
import nabla.op.DType;
import nabla.op.Ops;
import nabla.op.ShapeException;
import org.jspecify.annotations.Nullable;

/**
 * The right classes of a batch and what they weigh. Each is compared with all classes instead of being looked up, so that
 * an ignored index, which is no class, needs no care, and the gradient is as simple as the loss.
 */
final class ClassTargets {
    private final Tensor target;
    private final int axis;
    private final int classes;
    private final boolean ignoresClass;
    private final Tensor isRight;
    private final Tensor isIgnored;
    private final @Nullable Tensor weights;

    /**
     * @param input with an axis of classes, the second or only one
     * @param target class indices, of the input's shape without that axis
     * @param ignoreIndex the target that counts nothing; null if all count
     * @param weight of each class; null if they weigh the same
     */
    ClassTargets(Tensor input, Tensor target, @Nullable Long ignoreIndex, @Nullable Tensor weight) {
        this.target = target;
        axis = input.dim() == 1 ? 0 : 1;
        Tensor index = target.unsqueeze(axis);
        isRight = index.eq(LossFunctions.classes(input, axis));
        isIgnored = ignoreIndex == null
                ? target.through(Ops.fill(0, DType.BOOL)).expandAs(target)
                : target.eq(LossFunctions.constant(ignoreIndex, target));
        weights = weight == null ? null : LossFunctions.alongClasses(weight, input, axis);
        classes = input.size(axis);
        ignoresClass = ignoreIndex != null && ignoreIndex >= 0 && ignoreIndex < classes;
    }

    /** The value of the right class of each example, weighed; 0 where it is ignored. Has the input's shape. */
    Tensor ofRightClass(Tensor values) {
        Tensor right = LossFunctions.onlyWhere(isRight, LossFunctions.weighted(values, weights));
        return ignoresClass ? right.maskedFill(isIgnored.unsqueeze(axis), 0) : right;
    }

    /** The value of the right class of each example, elsewhere 0. */
    Tensor ofRightClassUnweighted(Tensor values) {
        return LossFunctions.onlyWhere(isRight, values);
    }

    /** The values of all classes but the right one, which gets 0. */
    Tensor ofWrongClasses(Tensor values) {
        return isRight.where(LossFunctions.constant(0, values), values)
                .add(faults(values).unsqueeze(axis));
    }

    /** What each example weighs: the weight of its right class, or 1. Broadcasts to the input's shape. */
    Tensor weightsOfExamples(Tensor like) {
        Tensor one = LossFunctions.constant(1, like);
        return weights == null ? one : ofRightClass(one.expandAs(like)).sum(axis, true);
    }

    /** The values of all classes, weighed; 0 where the example is ignored. Has the input's shape. */
    Tensor ofAllClasses(Tensor values) {
        return LossFunctions.weighted(values, weights).maskedFill(isIgnored.unsqueeze(axis), 0);
    }

    /** The sums of each example's terms with their sign turned; the mean is over the examples' weights. */
    Tensor reducedNegative(Tensor terms, Reduction reduction) {
        return switch (reduction) {
            // One factor, so that the gradient of each term is no more than a choice.
            case MEAN -> terms.sum().mul(totalWeight(terms).reciprocal().neg());
            case SUM -> terms.sum().add(faults(terms).sum()).neg();
            default ->
                LossFunctions.reduced(terms.sum(axis, false).add(faults(terms)).neg(), reduction);
        };
    }

    /** How much the examples weigh together: without weights their number. NaN if one names no class. */
    private Tensor totalWeight(Tensor like) {
        if (weights == null) {
            Tensor each = isClass().where(LossFunctions.constant(1, like), LossFunctions.constant(Double.NaN, like));
            return isIgnored.where(LossFunctions.constant(0, like), each).sum();
        }
        Tensor each = ofRightClass(LossFunctions.constant(1, like).expandAs(like));
        return each.sum().add(faults(like).sum());
    }

    /** NaN where a target is neither a class nor ignored, elsewhere 0: no wrong index passes in silence. */
    private Tensor faults(Tensor like) {
        Tensor isGood = isClass().logicalOr(isIgnored);
        return isGood.where(LossFunctions.constant(0, like), LossFunctions.constant(Double.NaN, like));
    }

    private Tensor isClass() {
        return target.ge(LossFunctions.constant(0, target))
                .logicalAnd(target.lt(LossFunctions.constant(classes, target)));
    }

    /**
     * Checks the shapes in PyTorch's order.
     *
     * @throws ShapeException with PyTorch's words
     */
    static void check(Tensor input, Tensor target) {
        int rank = input.dim();
        if (rank == 0) {
            throw wrong("Expected 1 or more dimensions (got 0)", input, target);
        }
        int batch = target.dim() == 0 ? 0 : target.size(0);
        if (rank > 1 && input.size(0) != batch) {
            throw wrong(
                    "Expected input batch_size (" + input.size(0) + ") to match target batch_size (" + batch + ").",
                    input,
                    target);
        }
        if (rank <= 2 && target.dim() > 1) {
            throw wrong("0D or 1D target tensor expected, multi-target not supported", input, target);
        }
        if (rank == 1 && target.dim() != 0) {
            throw wrong(
                    "size mismatch (got input: " + input.shape() + ", target: " + target.shape() + ")", input, target);
        }
        if (rank == 4 && target.dim() != 3) {
            throw wrong(
                    "only batches of spatial targets supported (3D tensors) but got targets of dimension: "
                            + target.dim(),
                    input,
                    target);
        }
        if (rank > 2 && !target.shape().equals(input.shape().without(1))) {
            throw wrong(
                    rank == 4
                            ? "size mismatch (got input: " + input.shape() + " , target: " + target.shape()
                            : "Expected target size " + input.shape().without(1) + ", got " + target.shape(),
                    input,
                    target);
        }
    }

    private static ShapeException wrong(String words, Tensor input, Tensor target) {
        return new ShapeException(
                words + "\n  Hint: the input " + input.shape() + " is [N, C] or [N, C, d1, ...] with C"
                        + " classes, the target " + target.shape() + " then [N] or [N, d1, ...].");
    }
}
