package nabla.conformance;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import nabla.Tensor;
import nabla.io.Json;
import nabla.nn.F;
import nabla.nn.Reduction;
import org.jspecify.annotations.Nullable;

/** How the engine spells the operations that the cases name. A case whose operation or attribute is not here waits. */
final class Operations {
    private static final Map<String, Operation> TABLE = new HashMap<>();

    /** A call of the engine and the attributes that it heeds. */
    private record Operation(Function<OpCase, List<Tensor>> call, Set<String> attributes) {}

    static {
        arithmetic();
        elementwise();
        reductions();
        shapes();
        networks();
        losses();
    }

    private Operations() {}

    /** Returns whether the engine has the operation, with all the attributes, of a recorded case. */
    static boolean has(Json recorded) {
        Operation operation = TABLE.get(recorded.get("op").text());
        return operation != null
                && operation.attributes.containsAll(
                        recorded.get("attrs").members().keySet());
    }

    /** Calls the operation of a recorded case, which the engine must have. */
    static List<Tensor> call(Json recorded, OpCase inputs) {
        return Objects.requireNonNull(TABLE.get(recorded.get("op").text())).call.apply(inputs);
    }

    private static void one(String name, Function<OpCase, Tensor> call, String... attributes) {
        TABLE.put(name, new Operation(each -> List.of(call.apply(each)), Set.of(attributes)));
    }

    private static void arithmetic() {
        one("add", c -> c.first().add(c.second()));
        one("sub", c -> c.first().sub(c.second()));
        one("mul", c -> c.first().mul(c.second()));
        one("div", c -> c.first().div(c.second()));
        one(
                "pow",
                c -> c.has("exponent")
                        ? c.first().pow(c.number("exponent"))
                        : c.first().pow(c.second()),
                "exponent");
        one("maximum", c -> c.first().maximum(c.second()));
        one("minimum", c -> c.first().minimum(c.second()));
        one("eq", c -> c.first().eq(c.second()));
        one("gt", c -> c.first().gt(c.second()));
        one("lt", c -> c.first().lt(c.second()));
        one("ge", c -> c.first().ge(c.second()));
        one("where", c -> c.first().where(c.second(), c.inputs().get(2)));
    }

    private static void elementwise() {
        one("neg", c -> c.first().neg());
        one("exp", c -> c.first().exp());
        one("log", c -> c.first().log());
        one("abs", c -> c.first().abs());
        one("sin", c -> c.first().sin());
        one("cos", c -> c.first().cos());
        one("tanh", c -> c.first().tanh());
        one("sigmoid", c -> c.first().sigmoid());
        one("relu", c -> F.relu(c.first()));
        one("square", c -> c.first().square());
        one("sqrt", c -> c.first().sqrt());
        one("reciprocal", c -> c.first().reciprocal());
    }

    private static void reductions() {
        one(
                "sum",
                c -> c.has("dim")
                        ? overAxes(c, (x, dim) -> x.sum(dim, true))
                        : c.first().sum(),
                "dim",
                "keepdim");
        one(
                "mean",
                c -> c.has("dim")
                        ? overAxes(c, (x, dim) -> x.mean(dim, true))
                        : c.first().mean(),
                "dim",
                "keepdim");
        one(
                "argmax",
                c -> c.has("dim")
                        ? c.first().argmax(c.integer("dim"))
                        : c.first().argmax(),
                "dim");
        one("softmax", c -> F.softmax(c.first(), c.integer("dim")), "dim");
        one("log_softmax", c -> F.logSoftmax(c.first(), c.integer("dim")), "dim");
    }

    /** A reduction that keeps its axis. */
    private interface AxisReduction {
        Tensor apply(Tensor input, int dim);
    }

    /** Reduces one axis after another, keeping them, then drops them unless the case says to keep them. */
    private static Tensor overAxes(OpCase each, AxisReduction reduction) {
        Tensor result = each.first();
        int[] dims = each.integers("dim");
        for (int dim : dims) {
            result = reduction.apply(result, dim);
        }
        for (int i = dims.length - 1; i >= 0 && !each.flag("keepdim"); i--) {
            result = result.squeeze(dims[i]);
        }
        return result;
    }

    private static void shapes() {
        one("reshape", c -> c.first().reshape(c.integers("shape")), "shape");
        one("view", c -> c.first().view(c.integers("shape")), "shape");
        one(
                "flatten",
                c -> c.first().flatten(c.integer("start_dim"), c.integer("end_dim", -1)),
                "start_dim",
                "end_dim");
        one("transpose", c -> c.first().transpose(c.integer("dim0"), c.integer("dim1")), "dim0", "dim1");
        one("permute", c -> c.first().permute(c.integers("dims")), "dims");
        one("t", c -> c.first().t());
        one("transpose_contiguous_view", c -> c.first().transpose(1, 2).reshape(2, -1));
        one("unsqueeze", c -> c.first().unsqueeze(c.integer("dim")), "dim");
        one("squeeze", c -> c.has("dim") ? c.first().squeeze(c.integer("dim")) : squeezeAll(c.first()), "dim");
        one("expand", c -> c.first().expand(c.integers("shape")), "shape");
        one("cat", c -> Tensor.cat(c.inputs(), c.integer("dim")), "dim");
        one("stack", c -> Tensor.stack(c.inputs(), c.integer("dim")), "dim");
        one("index_select", c -> c.first().indexSelect(c.integer("dim"), c.second()), "dim");
        one("gather", c -> c.first().gather(c.integer("dim"), c.second()), "dim");
    }

    private static Tensor squeezeAll(Tensor input) {
        Tensor result = input;
        for (int dim = input.dim() - 1; dim >= 0; dim--) {
            result = result.squeeze(dim);
        }
        return result;
    }

    private static void networks() {
        one("matmul", c -> c.first().matmul(c.second()));
        one("matmul_t", c -> c.first().matmul(c.second().t()));
        one("linear", c -> F.linear(c.first(), c.second(), third(c)));
        one(
                "conv2d",
                c -> F.conv2d(c.first(), c.second(), third(c), c.pair("stride", 1), c.pair("padding", 0)),
                "stride",
                "padding");
        one(
                "max_pool2d",
                c -> {
                    int[] kernel = c.pair("kernel_size", 0);
                    return F.maxPool2d(c.first(), kernel, c.pair("stride", kernel[0]));
                },
                "kernel_size",
                "stride");
    }

    private static @Nullable Tensor third(OpCase each) {
        return each.inputs().size() > 2 ? each.inputs().get(2) : null;
    }

    private static void losses() {
        one("mse_loss", c -> F.mseLoss(c.first(), c.second(), reduction(c)), "reduction");
        one("nll_loss", c -> F.nllLoss(F.logSoftmax(c.first(), 1), c.second(), reduction(c)), "reduction", "input_is");
        one("cross_entropy", c -> F.crossEntropy(c.first(), c.second(), reduction(c)), "reduction");
    }

    private static Reduction reduction(OpCase each) {
        return each.has("reduction")
                ? Reduction.valueOf(each.text("reduction").toUpperCase(Locale.ROOT))
                : Reduction.MEAN;
    }
}
