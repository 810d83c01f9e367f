package nabla.conformance;

import java.util.List;
import nabla.IndexedValues;
import nabla.Tensor;

/** How the engine spells the operations of {@code reduce.json}. */
final class ReduceOperations {
    private ReduceOperations() {}

    static void addTo(Operations table) {
        sums(table);
        spreads(table);
        extremes(table);
        orders(table);
    }

    private static boolean keepdim(OpCase each) {
        return each.flag("keepdim", false);
    }

    private static void sums(Operations table) {
        table.one(
                "sum",
                c -> c.has("dim")
                        ? c.first().sum(c.integers("dim"), keepdim(c))
                        : c.first().sum());
        table.one(
                "mean",
                c -> c.has("dim")
                        ? c.first().mean(c.integers("dim"), keepdim(c))
                        : c.first().mean());
        table.one(
                "prod",
                c -> c.has("dim")
                        ? c.first().prod(c.integer("dim"), keepdim(c))
                        : c.first().prod());
        table.one("cumsum", c -> c.first().cumsum(c.integer("dim")));
        table.one("logsumexp", c -> c.first().logsumexp(c.integer("dim"), keepdim(c)));
        table.one("softmax", c -> c.first().softmax(c.integer("dim")));
        table.one("log_softmax", c -> c.first().logSoftmax(c.integer("dim")));
    }

    private static void spreads(Operations table) {
        table.one(
                "var",
                c -> c.has("dim")
                        ? c.first().var(c.integers("dim"), c.flag("unbiased", true), keepdim(c))
                        : c.first().var(c.flag("unbiased", true)));
        table.one(
                "std",
                c -> c.has("dim")
                        ? c.first().std(c.integers("dim"), c.flag("unbiased", true), keepdim(c))
                        : c.first().std(c.flag("unbiased", true)));
        table.one("norm", c -> c.first().norm());
    }

    private static void extremes(Operations table) {
        table.many(
                "max",
                c -> c.has("dim")
                        ? both(c.first().max(c.integer("dim"), keepdim(c)))
                        : List.of(c.first().max()));
        table.many(
                "min",
                c -> c.has("dim")
                        ? both(c.first().min(c.integer("dim"), keepdim(c)))
                        : List.of(c.first().min()));
        table.one(
                "argmax",
                c -> c.has("dim")
                        ? c.first().argmax(c.integer("dim"), keepdim(c))
                        : c.first().argmax());
        table.one(
                "argmin",
                c -> c.has("dim")
                        ? c.first().argmin(c.integer("dim"), keepdim(c))
                        : c.first().argmin());
    }

    private static void orders(Operations table) {
        table.many("sort", c -> both(c.first().sort(c.integer("dim", -1), c.flag("descending", false))));
        table.many("topk", c -> both(c.first().topk(c.integer("k"), c.integer("dim", -1))));
    }

    private static List<Tensor> both(IndexedValues found) {
        return List.of(found.values(), found.indices());
    }
}
