package nabla.conformance;

import nabla.Tensor;
import nabla.nn.F;

/** How the engine spells the operations of {@code reduce.json}. */
final class ReduceOperations {
    private ReduceOperations() {}

    static void addTo(Operations table) {
        table.one(
                "sum",
                c -> c.has("dim")
                        ? overAxes(c, (x, dim) -> x.sum(dim, true))
                        : c.first().sum());
        table.one(
                "mean",
                c -> c.has("dim")
                        ? overAxes(c, (x, dim) -> x.mean(dim, true))
                        : c.first().mean());
        table.one(
                "argmax",
                c -> c.has("dim")
                        ? c.first().argmax(c.integer("dim"))
                        : c.first().argmax());
        table.one("softmax", c -> F.softmax(c.first(), c.integer("dim")));
        table.one("log_softmax", c -> F.logSoftmax(c.first(), c.integer("dim")));
    }

    /** A reduction that keeps its axis. */
    private interface AxisReduction {
        Tensor apply(Tensor input, int dim);
    }

    /** Reduces one axis after another, keeping them, then drops them unless the case says to keep them. */
    private static Tensor overAxes(OpCase each, AxisReduction reduction) {
        boolean keep = each.flag("keepdim", false);
        Tensor result = each.first();
        int[] dims = each.integers("dim");
        for (int dim : dims) {
            result = reduction.apply(result, dim);
        }
        for (int i = dims.length - 1; i >= 0 && !keep; i--) {
            result = result.squeeze(dims[i]);
        }
        return result;
    }
}
