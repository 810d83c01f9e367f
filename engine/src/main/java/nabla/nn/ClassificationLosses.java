package nabla.nn;

import nabla.Tensor;
import nabla.op.Maps;
import nabla.op.Ops;
import nabla.op.Scope;
import nabla.op.ShapeException;

/** Losses of classes, of one class among several or of yes and no. */
abstract class ClassificationLosses extends RegressionLosses {
    ClassificationLosses() {}

    /** Negative log-likelihood, averaged over the batch. Shapes: input [N, C] of log-probabilities, target [N]. */
    public static Tensor nllLoss(Tensor input, Tensor target) {
        return nllLoss(input, target, NLLLoss.options());
    }

    /** As {@link #nllLoss(Tensor, Tensor, NLLLoss.Options)}, without weights. */
    public static Tensor nllLoss(Tensor input, Tensor target, Reduction reduction) {
        return nllLoss(input, target, NLLLoss.options().reduction(reduction));
    }

    /**
     * Negative log-likelihood of the right classes, in nats.
     *
     * <p>Shapes: input of log-probabilities [N, C], [C] or [N, C, d1, ...], target int64 [N], [] or [N, d1, ...] with
     * classes in [0, C); result [] or, unreduced, the target's. Targets equal to {@code ignoreIndex} count nothing. The
     * mean is over the sum of the weights of the right classes. A target that is no class makes the loss NaN.
     *
     * @throws ShapeException with PyTorch's words if the shapes do not fit
     * @throws IllegalArgumentException with PyTorch's words if the target is not int64
     * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.NLLLoss.html">NLLLoss</a>
     */
    public static Tensor nllLoss(Tensor input, Tensor target, NLLLoss.Options options) {
        ClassTargets.check(input, target);
        checkClasses(target);
        int axis = input.dim() == 1 ? 0 : 1;
        checkWeight("", options.weight(), input.size(axis));
        String name = input.dim() > 2 ? "nll_loss2d" : "nll_loss";
        return Scope.within(name, () -> {
            ClassTargets targets = new ClassTargets(input, target, options.ignoreIndex(), options.weight());
            return targets.reducedNegative(targets.ofRightClass(input), options.reduction());
        });
    }

    /** Cross-entropy between logits and classes, averaged over the batch. */
    public static Tensor crossEntropy(Tensor input, Tensor target) {
        return crossEntropy(input, target, CrossEntropyLoss.options());
    }

    /** As {@link #crossEntropy(Tensor, Tensor, CrossEntropyLoss.Options)}, without weights. */
    public static Tensor crossEntropy(Tensor input, Tensor target, Reduction reduction) {
        return crossEntropy(input, target, CrossEntropyLoss.options().reduction(reduction));
    }

    /**
     * Cross-entropy between logits and class indices or probabilities, in nats: {@link #nllLoss} of the log-softmax.
     *
     * <p>Shapes: input of logits [N, C], [C] or [N, C, d1, ...]; target int64 [N], [] or [N, d1, ...] with classes in
     * [0, C), or probabilities of the input's shape; result [] or, unreduced, [N], [] or [N, d1, ...].
     *
     * @throws ShapeException with PyTorch's words if the shapes do not fit
     * @throws IllegalArgumentException with PyTorch's words if the target's type or an option does not fit
     * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.CrossEntropyLoss.html">CrossEntropyLoss</a>
     */
    public static Tensor crossEntropy(Tensor input, Tensor target, CrossEntropyLoss.Options options) {
        double smoothing = options.labelSmoothing();
        if (!(smoothing >= 0 && smoothing <= 1)) {
            throw new IllegalArgumentException("label_smoothing must be between 0.0 and 1.0. Got: "
                    + PythonText.of(smoothing) + "\n  Hint: 0 takes the labels as they are, 0.1 is usual.");
        }
        boolean areProbabilities = input.shape().equals(target.shape());
        if (areProbabilities && !target.dtype().isFloat()) {
            throw new IllegalArgumentException("Expected floating point type for target with class probabilities, got "
                    + scalarType(target.dtype())
                    + "\n  Hint: class indices have the input's shape without the axis of the classes.");
        }
        if (!areProbabilities) {
            ClassTargets.check(input, target);
            checkClasses(target);
        }
        int axis = input.dim() == 1 ? 0 : 1;
        checkWeight(areProbabilities ? "cross_entropy: " : "", options.weight(), input.size(axis));
        Tensor logProbabilities = F.logSoftmax(input, axis);
        if (areProbabilities) {
            return ofProbabilities(logProbabilities, target, axis, options);
        }
        NLLLoss.Options sharp = new NLLLoss.Options(options.weight(), options.ignoreIndex(), options.reduction());
        if (smoothing == 0) {
            return nllLoss(logProbabilities, target, sharp);
        }
        return Scope.within("add", () -> {
            Tensor loss = nllLoss(logProbabilities, target, sharp);
            ClassTargets targets = new ClassTargets(input, target, options.ignoreIndex(), options.weight());
            Tensor uniform = targets.reducedNegative(targets.ofAllClasses(logProbabilities), options.reduction());
            return loss.mul(constant(1 - smoothing, loss))
                    .add(uniform.mul(constant(smoothing / input.size(axis), loss)));
        });
    }

    private static Tensor ofProbabilities(
            Tensor logProbabilities, Tensor target, int axis, CrossEntropyLoss.Options options) {
        if (options.ignoreIndex() >= 0) {
            throw new IllegalArgumentException("ignore_index is not supported for floating point target"
                    + "\n  Hint: give an example whose loss does not count probabilities of 0.");
        }
        String name = options.reduction() == Reduction.MEAN ? "div.1" : "neg";
        return Scope.within(name, () -> withProbabilities(logProbabilities, target, axis, options));
    }

    private static Tensor withProbabilities(
            Tensor logProbabilities, Tensor target, int axis, CrossEntropyLoss.Options options) {
        int classes = target.size(axis);
        double smoothing = options.labelSmoothing();
        Tensor smooth = smoothing == 0
                ? target
                : target.mul(constant(1 - smoothing, target)).add(constant(smoothing / classes, target));
        Tensor weight = options.weight();
        Tensor terms = logProbabilities.mul(smooth);
        Tensor weighted = weight == null ? terms : terms.mul(alongClasses(weight, terms, axis));
        return switch (options.reduction()) {
            case MEAN -> weighted.sum().neg().div(constant((double) target.numel() / classes, terms));
            case SUM -> weighted.sum().neg();
            default -> reduced(weighted.sum(axis, false).neg(), options.reduction());
        };
    }

    /** Cross-entropy of probabilities, averaged. */
    public static Tensor binaryCrossEntropy(Tensor input, Tensor target) {
        return binaryCrossEntropy(input, target, BCELoss.options());
    }

    /**
     * Cross-entropy between probabilities and targets in [0, 1], each element for itself, in nats. Logarithms are not
     * below −100; an input outside [0, 1] makes the loss NaN.
     *
     * @throws ShapeException with PyTorch's words if input and target differ, or the weights do not broadcast
     * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.BCELoss.html">BCELoss</a>
     */
    public static Tensor binaryCrossEntropy(Tensor input, Tensor target, BCELoss.Options options) {
        if (!input.shape().equals(target.shape())) {
            throw new ShapeException("Using a target size (" + PythonText.size(target.shape())
                    + ") that is different to the input size (" + PythonText.size(input.shape())
                    + ") is deprecated. Please ensure they have the same size."
                    + "\n  Hint: view or unsqueeze the one so that it has the other's shape.");
        }
        return Scope.within("binary_cross_entropy", () -> {
            Tensor losses = input.through(Ops.map(
                    Maps.BINARY_CROSS_ENTROPY,
                    input.node(),
                    target.to(input.dtype()).node()));
            return reduced(weighted(losses, options.weight()), options.reduction());
        });
    }

    /** Cross-entropy of logits, averaged. */
    public static Tensor binaryCrossEntropyWithLogits(Tensor input, Tensor target) {
        return binaryCrossEntropyWithLogits(input, target, BCEWithLogitsLoss.options());
    }

    /**
     * {@link #binaryCrossEntropy} of the sigmoid of logits, without overflow. The positive weights multiply the loss of
     * what the target says is so.
     *
     * @throws ShapeException with PyTorch's words if input and target differ, or the weights do not broadcast
     * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.BCEWithLogitsLoss.html">BCEWithLogitsLoss</a>
     */
    public static Tensor binaryCrossEntropyWithLogits(Tensor input, Tensor target, BCEWithLogitsLoss.Options options) {
        if (!input.shape().equals(target.shape())) {
            throw new ShapeException("Target size (" + PythonText.size(target.shape())
                    + ") must be the same as input size (" + PythonText.size(input.shape()) + ")"
                    + "\n  Hint: view or unsqueeze the one so that it has the other's shape.");
        }
        return Scope.within("binary_cross_entropy_with_logits", () -> {
            Tensor one = constant(1, input);
            Tensor positive = options.posWeight();
            Tensor perNat =
                    positive == null ? one : positive.sub(one).mul(target).add(one);
            Tensor losses =
                    one.sub(target).mul(input).add(negativeLogSigmoid(input).mul(perNat));
            return reduced(weighted(losses, options.weight()), options.reduction());
        });
    }
}
