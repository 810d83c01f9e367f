package nabla.conformance;

import nabla.Tensor;
import nabla.nn.F;
import nabla.nn.Reduction;

/** How the engine spells the operations of {@code losses.json}. */
final class LossOperations {
    private LossOperations() {}

    static void addTo(Operations table) {
        table.one("mse_loss", c -> F.mseLoss(c.first(), c.second(), reduction(c)));
        table.one("nll_loss", c -> F.nllLoss(input(c), c.second(), reduction(c)));
        table.one("cross_entropy", c -> F.crossEntropy(c.first(), target(c), reduction(c)));
    }

    /** What the loss is given for its first input, which the case may describe. */
    private static Tensor input(OpCase each) {
        return switch (each.text("input_is", "")) {
            case "" -> each.first();
            case "logits, through log_softmax" -> F.logSoftmax(each.first(), 1);
            default -> throw new AbsentException("an input that is " + each.text("input_is"));
        };
    }

    /** What the loss is given for its target, which the case may describe. */
    private static Tensor target(OpCase each) {
        return switch (each.text("target_is", "")) {
            case "" -> each.second();
            case "logits, through softmax, detached", "logits, through softmax, detached: class probabilities" ->
                F.softmax(each.second(), 1).detach();
            default -> throw new AbsentException("a target that is " + each.text("target_is"));
        };
    }

    private static Reduction reduction(OpCase each) {
        return switch (each.text("reduction", "mean")) {
            case "mean" -> Reduction.MEAN;
            case "sum" -> Reduction.SUM;
            case "none" -> Reduction.NONE;
            default -> throw new AbsentException("reduction " + each.text("reduction"));
        };
    }
}
