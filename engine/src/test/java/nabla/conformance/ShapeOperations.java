package nabla.conformance;

import nabla.Tensor;
import nabla.nn.F;

/** How the engine spells the operations of {@code shape.json}. */
final class ShapeOperations {
    private ShapeOperations() {}

    static void addTo(Operations table) {
        views(table);
        choices(table);
    }

    private static void views(Operations table) {
        table.one("reshape", c -> c.first().reshape(c.integers("shape")));
        table.one("view", c -> c.first().view(c.integers("shape")));
        table.one("flatten", c -> c.first().flatten(c.integer("start_dim", 0), c.integer("end_dim", -1)));
        table.one("transpose", c -> c.first().transpose(c.integer("dim0"), c.integer("dim1")));
        table.one("permute", c -> c.first().permute(c.integers("dims")));
        table.one("t", c -> c.first().t());
        table.one(
                "transpose_contiguous_view",
                c -> c.first().transpose(1, 2).contiguous().view(2, -1));
        table.one("flip", c -> c.first().flip(c.integers("dims")));
        table.one("roll", c -> c.first().roll(c.integer("shifts"), c.integer("dims")));
        table.one("tril", c -> c.first().tril(c.integer("diagonal", 0)));
        table.one("unsqueeze", c -> c.first().unsqueeze(c.integer("dim")));
        table.one(
                "squeeze",
                c -> c.has("dim")
                        ? c.first().squeeze(c.integer("dim"))
                        : c.first().squeeze());
        table.one("expand", c -> c.first().expand(c.integers("shape")));
    }

    private static void choices(Operations table) {
        table.one("index", c -> c.first().get(c.text("index")));
        table.one("cat", c -> Tensor.cat(c.inputs(), c.integer("dim")));
        table.one("stack", c -> Tensor.stack(c.inputs(), c.integer("dim")));
        table.many("split", c -> c.first().split(c.integer("split_size"), c.integer("dim", 0)));
        table.many("chunk", c -> c.first().chunk(c.integer("chunks"), c.integer("dim", 0)));
        table.one("one_hot", c -> F.oneHot(c.first(), c.integer("num_classes")));
        table.one("pad", c -> F.pad(c.first(), c.integers("pad"), c.number("value", 0)));
        table.one("masked_select", c -> c.first().maskedSelect(c.second()));
        table.one("index_select", c -> c.first().indexSelect(c.integer("dim"), c.second()));
        table.one("gather", c -> c.first().gather(c.integer("dim"), c.second()));
    }
}
