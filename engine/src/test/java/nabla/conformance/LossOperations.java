package nabla.conformance;

import nabla.Tensor;
import nabla.nn.BCELoss;
import nabla.nn.BCEWithLogitsLoss;
import nabla.nn.CrossEntropyLoss;
import nabla.nn.F;
import nabla.nn.HuberLoss;
import nabla.nn.KLDivLoss;
import nabla.nn.NLLLoss;
import nabla.nn.Reduction;
import nabla.nn.SmoothL1Loss;

/** How the engine spells the operations of {@code losses.json}. */
final class LossOperations {
    private LossOperations() {}

    static void addTo(Operations table) {
        table.one("l1_loss", c -> F.l1Loss(c.first(), c.second(), reduction(c)));
        table.one("mse_loss", c -> F.mseLoss(c.first(), c.second(), reduction(c)));
        table.one("smooth_l1_loss", c -> {
            SmoothL1Loss.Options options = SmoothL1Loss.options().reduction(reduction(c));
            return F.smoothL1Loss(c.first(), c.second(), options.beta(c.number("beta", options.beta())));
        });
        table.one("huber_loss", c -> {
            HuberLoss.Options options = HuberLoss.options().reduction(reduction(c));
            return F.huberLoss(c.first(), c.second(), options.delta(c.number("delta", options.delta())));
        });
        table.one("nll_loss", c -> F.nllLoss(input(c), c.second(), nll(c)));
        table.one("cross_entropy", c -> F.crossEntropy(c.first(), target(c), crossEntropy(c)));
        table.one("binary_cross_entropy", c -> F.binaryCrossEntropy(input(c), c.second(), binary(c)));
        table.one(
                "binary_cross_entropy_with_logits",
                c -> F.binaryCrossEntropyWithLogits(c.first(), c.second(), binaryWithLogits(c)));
        table.one("kl_div", c -> {
            KLDivLoss.Options options = KLDivLoss.options().reduction(reduction(c));
            return F.klDiv(input(c), target(c), options.logTarget(c.flag("log_target", false)));
        });
    }

    private static NLLLoss.Options nll(OpCase each) {
        NLLLoss.Options options = NLLLoss.options().reduction(reduction(each));
        if (each.has("weight")) {
            options = options.weight(each.vector("weight"));
        }
        return options.ignoreIndex(each.integer("ignore_index", (int) options.ignoreIndex()));
    }

    private static CrossEntropyLoss.Options crossEntropy(OpCase each) {
        NLLLoss.Options options = nll(each);
        return new CrossEntropyLoss.Options(
                options.weight(), options.ignoreIndex(), options.reduction(), each.number("label_smoothing", 0));
    }

    private static BCELoss.Options binary(OpCase each) {
        BCELoss.Options options = BCELoss.options().reduction(reduction(each));
        return each.has("weight") ? options.weight(each.vector("weight")) : options;
    }

    private static BCEWithLogitsLoss.Options binaryWithLogits(OpCase each) {
        BCEWithLogitsLoss.Options options = BCEWithLogitsLoss.options().reduction(reduction(each));
        if (each.has("weight")) {
            options = options.weight(each.vector("weight"));
        }
        return each.has("pos_weight") ? options.posWeight(each.vector("pos_weight")) : options;
    }

    /** What the loss is given for its first input, which the case may describe. */
    private static Tensor input(OpCase each) {
        return switch (each.text("input_is", "")) {
            case "" -> each.first();
            case "logits, through log_softmax" -> F.logSoftmax(each.first(), 1);
            case "logits, through sigmoid" -> F.sigmoid(each.first());
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

    static Reduction reduction(OpCase each) {
        return switch (each.text("reduction", "mean")) {
            case "mean" -> Reduction.MEAN;
            case "sum" -> Reduction.SUM;
            case "none" -> Reduction.NONE;
            case "batchmean" -> Reduction.BATCHMEAN;
            default -> throw new AbsentException("reduction " + each.text("reduction"));
        };
    }
}
