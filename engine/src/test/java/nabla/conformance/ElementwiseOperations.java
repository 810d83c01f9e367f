package nabla.conformance;

import java.util.Objects;
import nabla.nn.F;

/** How the engine spells the operations of {@code elementwise.json}. */
final class ElementwiseOperations {
    private ElementwiseOperations() {}

    static void addTo(Operations table) {
        arithmetic(table);
        functions(table);
        comparisons(table);
    }

    private static void arithmetic(Operations table) {
        table.one("add", c -> c.first().add(c.second()));
        table.one("sub", c -> c.first().sub(c.second()));
        table.one("mul", c -> c.first().mul(c.second()));
        table.one("div", c -> c.first().div(c.second()));
        table.one(
                "pow",
                c -> c.has("exponent")
                        ? c.first().pow(c.number("exponent"))
                        : c.first().pow(c.second()));
        table.one("maximum", c -> c.first().maximum(c.second()));
        table.one("minimum", c -> c.first().minimum(c.second()));
    }

    private static void functions(Operations table) {
        table.one("neg", c -> c.first().neg());
        table.one("exp", c -> c.first().exp());
        table.one("log", c -> c.first().log());
        table.one("abs", c -> c.first().abs());
        table.one("sin", c -> c.first().sin());
        table.one("cos", c -> c.first().cos());
        table.one("tanh", c -> c.first().tanh());
        table.one("sigmoid", c -> c.first().sigmoid());
        table.one("relu", c -> F.relu(c.first()));
        table.one("square", c -> c.first().square());
        table.one("sqrt", c -> c.first().sqrt());
        table.one("sign", c -> c.first().sign());
        table.one("log1p", c -> c.first().log1p());
        table.one("rsqrt", c -> c.first().rsqrt());
        table.one("gelu", c -> c.first().gelu());
        table.one("silu", c -> c.first().silu());
        table.one("softplus", c -> F.softplus(c.first(), c.number("beta", 1), c.number("threshold", 20)));
        table.one("elu", c -> F.elu(c.first(), c.number("alpha", 1)));
        table.one("leaky_relu", c -> F.leakyRelu(c.first(), c.number("negative_slope", 0.01)));
        table.one("clamp", c -> c.first().clamp(c.number("min"), c.number("max")));
        table.one("masked_fill", c -> c.first().maskedFill(c.second(), c.number("value")));
        table.one("reciprocal", c -> c.first().reciprocal());
    }

    private static void comparisons(Operations table) {
        table.one("eq", c -> c.first().eq(c.second()));
        table.one("gt", c -> c.first().gt(c.second()));
        table.one("lt", c -> c.first().lt(c.second()));
        table.one("ge", c -> c.first().ge(c.second()));
        table.one("where", c -> c.first().where(c.second(), Objects.requireNonNull(c.third())));
    }
}
