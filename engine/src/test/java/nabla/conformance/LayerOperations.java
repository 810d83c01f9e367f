package nabla.conformance;

import nabla.Tensor;
import nabla.nn.Conv2d;
import nabla.nn.CosineEmbeddingLoss;
import nabla.nn.F;
import nabla.nn.GaussianNLLLoss;
import nabla.nn.HingeEmbeddingLoss;
import nabla.nn.MarginRankingLoss;
import nabla.nn.MultiLabelSoftMarginLoss;
import nabla.nn.MultiMarginLoss;
import nabla.nn.PoissonNLLLoss;
import nabla.nn.TripletMarginLoss;

/** How the engine spells the operations of {@code layers.json} that no other file has: more losses and activations. */
final class LayerOperations {
    private LayerOperations() {}

    static void addTo(Operations table) {
        activations(table);
        losses(table);
        margins(table);
        table.one("conv2d_same", c -> {
            int[] dilation = c.pair("dilation", 1);
            Conv2d.Options options = Conv2d.options().padding("same").dilation(dilation[0], dilation[1]);
            return F.conv2d(c.first(), c.second(), c.third(), options);
        });
    }

    private static void activations(Operations table) {
        table.one("relu6", c -> F.relu6(c.first()));
        table.one("selu", c -> F.selu(c.first()));
        table.one("mish", c -> F.mish(c.first()));
        table.one("logsigmoid", c -> F.logsigmoid(c.first()));
        table.one("hardtanh", c -> F.hardtanh(c.first(), c.number("min_val", -1), c.number("max_val", 1)));
        table.one("gelu_tanh", c -> F.gelu(c.first(), "tanh"));
    }

    private static void losses(Operations table) {
        table.one("poisson_nll_loss", c -> {
            PoissonNLLLoss.Options options = PoissonNLLLoss.options()
                    .logInput(c.flag("log_input", true))
                    .full(c.flag("full", false))
                    .reduction(LossOperations.reduction(c));
            return F.poissonNllLoss(c.first(), c.second(), options);
        });
        table.one("gaussian_nll_loss", c -> {
            GaussianNLLLoss.Options options = GaussianNLLLoss.options()
                    .full(c.flag("full", false))
                    .eps(c.number("eps", 1e-6))
                    .reduction(LossOperations.reduction(c));
            return F.gaussianNllLoss(c.first(), c.second(), c.inputs().get(2), options);
        });
        table.one("multilabel_soft_margin_loss", c -> {
            MultiLabelSoftMarginLoss.Options options = MultiLabelSoftMarginLoss.options()
                    .weight(c.vector("weight"))
                    .reduction(LossOperations.reduction(c));
            return F.multilabelSoftMarginLoss(c.first(), c.second(), options);
        });
        table.one("soft_margin_loss", c -> F.softMarginLoss(c.first(), c.second(), LossOperations.reduction(c)));
        table.one(
                "multilabel_margin_loss",
                c -> F.multilabelMarginLoss(c.first(), c.second(), LossOperations.reduction(c)));
    }

    private static void margins(Operations table) {
        table.one("hinge_embedding_loss", c -> {
            HingeEmbeddingLoss.Options options =
                    HingeEmbeddingLoss.options().margin(c.number("margin")).reduction(LossOperations.reduction(c));
            return F.hingeEmbeddingLoss(c.first(), c.second(), options);
        });
        table.one("cosine_embedding_loss", c -> {
            CosineEmbeddingLoss.Options options =
                    CosineEmbeddingLoss.options().margin(c.number("margin")).reduction(LossOperations.reduction(c));
            return F.cosineEmbeddingLoss(c.first(), c.second(), c.inputs().get(2), options);
        });
        table.one("margin_ranking_loss", c -> {
            MarginRankingLoss.Options options =
                    MarginRankingLoss.options().margin(c.number("margin")).reduction(LossOperations.reduction(c));
            return F.marginRankingLoss(c.first(), c.second(), c.inputs().get(2), options);
        });
        table.one("multi_margin_loss", c -> {
            MultiMarginLoss.Options options = MultiMarginLoss.options()
                    .p(c.integer("p", 1))
                    .margin(c.number("margin", 1))
                    .reduction(LossOperations.reduction(c));
            return F.multiMarginLoss(
                    c.first(), c.second(), c.has("weight") ? options.weight(c.vector("weight")) : options);
        });
        table.one("triplet_margin_loss", c -> {
            Tensor negative = c.inputs().get(2);
            TripletMarginLoss.Options options = TripletMarginLoss.options()
                    .margin(c.number("margin", 1))
                    .p(c.number("p", 2))
                    .swap(c.flag("swap", false))
                    .reduction(LossOperations.reduction(c));
            return F.tripletMarginLoss(c.first(), c.second(), negative, options);
        });
    }
}
