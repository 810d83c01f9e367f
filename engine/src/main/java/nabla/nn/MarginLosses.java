package nabla.nn;

import nabla.Tensor;
import nabla.op.DType;
import nabla.op.Ops;
import nabla.op.Scope;
import nabla.op.ShapeException;

/** Losses that want a distance: between scores, between vectors. */
abstract class MarginLosses extends LikelihoodLosses {
    private static final double COSINE_EPSILON = 1e-12;

    MarginLosses() {}

    /** As {@link #hingeEmbeddingLoss(Tensor, Tensor, HingeEmbeddingLoss.Options)} with a margin of 1, averaged. */
    public static Tensor hingeEmbeddingLoss(Tensor input, Tensor target) {
        return hingeEmbeddingLoss(input, target, HingeEmbeddingLoss.options());
    }

    /**
     * The input where the target is 1, max(0, margin − input) where it is −1.
     *
     * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.HingeEmbeddingLoss.html">HingeEmbeddingLoss</a>
     */
    public static Tensor hingeEmbeddingLoss(Tensor input, Tensor target, HingeEmbeddingLoss.Options options) {
        Tensor below = constant(options.margin(), input).sub(input).clampMin(0);
        Tensor far = onlyWhere(target.ne(1), below);
        Tensor near = onlyWhere(target.ne(-1), input);
        return reduced(far.add(near), options.reduction());
    }

    /** As {@link #cosineEmbeddingLoss(Tensor, Tensor, Tensor, CosineEmbeddingLoss.Options)}, averaged. */
    public static Tensor cosineEmbeddingLoss(Tensor input1, Tensor input2, Tensor target) {
        return cosineEmbeddingLoss(input1, input2, target, CosineEmbeddingLoss.options());
    }

    /**
     * 1 − cos of two vectors' angle where the target is 1, max(0, cos − margin) where it is −1.
     *
     * <p>Shapes: inputs [N, D] and target [N], or [D] and [].
     *
     * @throws ShapeException with PyTorch's words if the shapes do not fit
     * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.CosineEmbeddingLoss.html">
     *     CosineEmbeddingLoss</a>
     */
    public static Tensor cosineEmbeddingLoss(
            Tensor input1, Tensor input2, Tensor target, CosineEmbeddingLoss.Options options) {
        int rank = target.dim();
        if (rank > 1) {
            throw new ShapeException("0D or 1D target tensor expected, multi-target not supported"
                    + "\n  Hint: the target " + target.shape() + " says one thing of each pair of vectors.");
        }
        if (input1.dim() != rank + 1 || input2.dim() != rank + 1) {
            throw new ShapeException(rank + "D target tensor expects " + (rank + 1)
                    + "D input tensors, but found inputs with sizes " + input1.shape() + " and " + input2.shape() + "."
                    + "\n  Hint: the inputs are [N, D] with a target [N], or [D] with a scalar.");
        }
        Tensor size1 = input1.square().sum(rank, false).add(COSINE_EPSILON);
        Tensor size2 = input2.square().sum(rank, false).add(COSINE_EPSILON);
        Tensor cosine = input1.mul(input2).sum(rank, false).div(size1.mul(size2).sqrt());
        Tensor alike = onlyWhere(target.eq(1), constant(1, cosine).sub(cosine));
        Tensor unlike = onlyWhere(target.eq(-1), cosine.sub(options.margin()).clampMin(0));
        return reduced(alike.add(unlike), options.reduction());
    }

    /** As {@link #marginRankingLoss(Tensor, Tensor, Tensor, MarginRankingLoss.Options)} without margin, averaged. */
    public static Tensor marginRankingLoss(Tensor input1, Tensor input2, Tensor target) {
        return marginRankingLoss(input1, input2, target, MarginRankingLoss.options());
    }

    /**
     * max(0, −target (input1 − input2) + margin): the target is 1 where the first should be greater, else −1.
     *
     * @throws ShapeException with PyTorch's words if the inputs have different numbers of axes
     * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.MarginRankingLoss.html">MarginRankingLoss</a>
     */
    public static Tensor marginRankingLoss(
            Tensor input1, Tensor input2, Tensor target, MarginRankingLoss.Options options) {
        if (input1.dim() != input2.dim() || input1.dim() != target.dim()) {
            throw new ShapeException(
                    "margin_ranking_loss : All input tensors should have same dimension but got sizes: "
                            + "input1: " + PythonText.size(input1.shape()) + ", input2: "
                            + PythonText.size(input2.shape())
                            + ", target: " + PythonText.size(target.shape()) + " "
                            + "\n  Hint: view or unsqueeze them so that they have the same axes.");
        }
        Tensor losses =
                target.neg().mul(input1.sub(input2)).add(options.margin()).clampMin(0);
        return reduced(losses, options.reduction());
    }

    /** ln(1 + e^(−target · input)), averaged. */
    public static Tensor softMarginLoss(Tensor input, Tensor target) {
        return softMarginLoss(input, target, Reduction.MEAN);
    }

    /**
     * ln(1 + e^(−target · input)) with targets of 1 and −1, without overflow.
     *
     * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.SoftMarginLoss.html">SoftMarginLoss</a>
     */
    public static Tensor softMarginLoss(Tensor input, Tensor target, Reduction reduction) {
        return Scope.within("soft_margin_loss", () -> reduced(negativeLogSigmoid(target.mul(input)), reduction));
    }

    /** As {@link #multilabelSoftMarginLoss(Tensor, Tensor, MultiLabelSoftMarginLoss.Options)}, averaged. */
    public static Tensor multilabelSoftMarginLoss(Tensor input, Tensor target) {
        return multilabelSoftMarginLoss(input, target, MultiLabelSoftMarginLoss.options());
    }

    /**
     * Binary cross-entropy of logits, averaged over the classes of each example. Shapes: both [N, C] or [C].
     *
     * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.MultiLabelSoftMarginLoss.html">
     *     MultiLabelSoftMarginLoss</a>
     */
    public static Tensor multilabelSoftMarginLoss(
            Tensor input, Tensor target, MultiLabelSoftMarginLoss.Options options) {
        Tensor yes = target.mul(negativeLogSigmoid(input));
        Tensor no = constant(1, input).sub(target).mul(negativeLogSigmoid(input.neg()));
        Tensor terms = weighted(yes.add(no), options.weight());
        return reduced(terms.mean(-1, false), options.reduction());
    }

    /** As {@link #multiMarginLoss(Tensor, Tensor, MultiMarginLoss.Options)}, averaged. */
    public static Tensor multiMarginLoss(Tensor input, Tensor target) {
        return multiMarginLoss(input, target, MultiMarginLoss.options());
    }

    /**
     * For each example the mean over the wrong classes of max(0, margin − score of the right class + score)ᵖ. Shapes:
     * input [N, C] or [C], target int64 [N] or []. A target that is no class makes the loss NaN.
     *
     * @throws ShapeException with PyTorch's words if the shapes do not fit
     * @throws IllegalArgumentException with PyTorch's words if p is neither 1 nor 2, or the target is not int64
     * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.MultiMarginLoss.html">MultiMarginLoss</a>
     */
    public static Tensor multiMarginLoss(Tensor input, Tensor target, MultiMarginLoss.Options options) {
        if (options.p() != 1 && options.p() != 2) {
            throw new IllegalArgumentException("only p == 1 and p == 2 supported\n  Hint: p is " + options.p() + ".");
        }
        checkRows(input);
        if (target.numel() != (input.dim() == 1 ? 1 : input.size(0)) || target.dim() > 1) {
            throw new ShapeException("inconsistent target size, got: " + target.shape()
                    + "\n  Hint: the target has one class for each row of the input " + input.shape() + ".");
        }
        checkClasses(target);
        int axis = input.dim() - 1;
        checkWeight("multi_margin_loss: ", options.weight(), input.size(axis));
        return Scope.within("multi_margin_loss", () -> {
            Tensor shaped = axis == 0 ? target.view(new int[0]) : target;
            ClassTargets targets = new ClassTargets(input, shaped, null, options.weight());
            Tensor right = targets.ofRightClassUnweighted(input).sum(axis, true);
            Tensor missing =
                    input.sub(right).add(constant(options.margin(), input)).clampMin(0);
            Tensor powered = options.p() == 2 ? missing.square() : missing;
            Tensor weighed = powered.mul(targets.weightsOfExamples(input));
            return reduced(targets.ofWrongClasses(weighed).mean(axis, false), options.reduction());
        });
    }

    /** As {@link #multilabelMarginLoss(Tensor, Tensor, Reduction)}, averaged. */
    public static Tensor multilabelMarginLoss(Tensor input, Tensor target) {
        return multilabelMarginLoss(input, target, Reduction.MEAN);
    }

    /**
     * The sum of max(0, 1 − (score of a right class − score of a wrong class)) over all such pairs, divided by C.
     *
     * <p>Shapes: input [N, C] or [C]; target int64 alike: each row lists the right classes and ends with −1.
     *
     * @throws ShapeException with PyTorch's words if the shapes differ
     * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.MultiLabelMarginLoss.html">
     *     MultiLabelMarginLoss</a>
     */
    public static Tensor multilabelMarginLoss(Tensor input, Tensor target, Reduction reduction) {
        checkRows(input);
        if (!target.shape().equals(input.shape())) {
            throw new ShapeException("inconsistent size " + target.shape() + " for argument #2 'target'"
                    + "\n  Hint: the target has the input's shape, " + input.shape() + "; -1 ends each list.");
        }
        checkClasses(target);
        return Scope.within("multilabel_margin_loss", () -> {
            int axis = input.dim() - 1;
            int classes = input.size(axis);
            Tensor isListed = target.lt(0).to(DType.INT64).cumsum(axis).eq(0);
            Tensor all = input.through(Ops.range(classes));
            // [..., place in the list, class]
            Tensor names = target.unsqueeze(-1).eq(all).logicalAnd(isListed.unsqueeze(-1));
            Tensor isWrong = names.any(axis, true).logicalNot();
            Tensor right = onlyWhere(names, input.unsqueeze(axis)).sum(-1, true);
            Tensor gaps =
                    constant(1, input).sub(right).add(input.unsqueeze(axis)).clampMin(0);
            Tensor counted = onlyWhere(isWrong.logicalAnd(isListed.unsqueeze(-1)), gaps);
            Tensor losses = counted.sum(-1, false).sum(-1, false).div(constant(classes, input));
            return reduced(losses, reduction);
        });
    }

    private static void checkRows(Tensor input) {
        if (input.dim() < 1 || input.dim() > 2) {
            throw new ShapeException("Expected non-empty vector or matrix with optional 0-dim batch size, but got: "
                    + input.shape() + "\n  Hint: the scores of one example are [C], of a batch [N, C].");
        }
    }

    /** As {@link #tripletMarginLoss(Tensor, Tensor, Tensor, TripletMarginLoss.Options)}, averaged. */
    public static Tensor tripletMarginLoss(Tensor anchor, Tensor positive, Tensor negative) {
        return tripletMarginLoss(anchor, positive, negative, TripletMarginLoss.options());
    }

    /**
     * max(0, distance of anchor and positive − distance of anchor and negative + margin). Shapes: all [N, D] or [D].
     *
     * @throws ShapeException with PyTorch's words if the numbers of axes differ
     * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.TripletMarginLoss.html">TripletMarginLoss</a>
     */
    public static Tensor tripletMarginLoss(
            Tensor anchor, Tensor positive, Tensor negative, TripletMarginLoss.Options options) {
        if (anchor.dim() != positive.dim() || anchor.dim() != negative.dim()) {
            throw new ShapeException("All inputs should have same dimension but got " + anchor.dim() + "D, "
                    + positive.dim() + "D and " + negative.dim() + "D inputs."
                    + "\n  Hint: they are [N, D] each, or [D] each.");
        }
        Tensor near = distance(anchor, positive, options);
        Tensor far = distance(anchor, negative, options);
        if (options.swap()) {
            far = far.minimum(distance(positive, negative, options));
        }
        return reduced(near.sub(far).add(options.margin()).clampMin(0), options.reduction());
    }

    /** The p-norm of the difference along the last axis, moved a little away from 0. */
    private static Tensor distance(Tensor a, Tensor b, TripletMarginLoss.Options options) {
        Tensor difference = a.sub(b).add(constant(options.eps(), a));
        if (options.p() == 1) {
            return difference.abs().sum(-1, false);
        }
        return options.p() == 2
                ? difference.square().sum(-1, false).sqrt()
                : difference.abs().pow(options.p()).sum(-1, false).pow(1 / options.p());
    }
}
