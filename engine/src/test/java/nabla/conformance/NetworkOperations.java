package nabla.conformance;

import nabla.Tensor;
import nabla.nn.AvgPool2d;
import nabla.nn.Conv1d;
import nabla.nn.Conv2d;
import nabla.nn.ConvTranspose2d;
import nabla.nn.F;
import nabla.nn.MaxPool2d;
import org.jspecify.annotations.Nullable;

/** How the engine spells the operations of {@code nn.json}. */
final class NetworkOperations {
    private NetworkOperations() {}

    static void addTo(Operations table) {
        products(table);
        convolutions(table);
        pooling(table);
        normalization(table);
        table.one("embedding", c -> F.embedding(c.first(), c.second(), c.integer("padding_idx", -1)));
        table.one(
                "scaled_dot_product_attention",
                c -> F.scaledDotProductAttention(
                        c.first(), c.second(), c.inputs().get(2)));
    }

    private static void products(Operations table) {
        table.one("matmul", c -> c.first().matmul(c.second()));
        table.one("matmul_t", c -> c.first().matmul(c.second().t()));
        table.one("linear", c -> F.linear(c.first(), c.second(), c.third()));
    }

    private static void convolutions(Operations table) {
        table.one("conv2d", c -> {
            int[] stride = c.pair("stride", 1);
            int[] padding = c.pair("padding", 0);
            int[] dilation = c.pair("dilation", 1);
            Conv2d.Options options = Conv2d.options()
                    .stride(stride[0], stride[1])
                    .padding(padding[0], padding[1])
                    .dilation(dilation[0], dilation[1])
                    .groups(c.integer("groups", 1));
            return F.conv2d(c.first(), c.second(), c.third(), options);
        });
        table.one("conv1d", c -> {
            Conv1d.Options options = Conv1d.options()
                    .stride(one(c, "stride", 1))
                    .padding(one(c, "padding", 0))
                    .dilation(one(c, "dilation", 1))
                    .groups(c.integer("groups", 1));
            return F.conv1d(c.first(), c.second(), c.third(), options);
        });
        table.one("conv_transpose2d", c -> {
            int[] stride = c.pair("stride", 1);
            int[] padding = c.pair("padding", 0);
            int[] outputPadding = c.pair("output_padding", 0);
            int[] dilation = c.pair("dilation", 1);
            ConvTranspose2d.Options options = ConvTranspose2d.options()
                    .stride(stride[0], stride[1])
                    .padding(padding[0], padding[1])
                    .outputPadding(outputPadding[0], outputPadding[1])
                    .dilation(dilation[0], dilation[1])
                    .groups(c.integer("groups", 1));
            return F.convTranspose2d(c.first(), c.second(), c.third(), options);
        });
    }

    private static int one(OpCase each, String attribute, int otherwise) {
        return each.has(attribute) ? each.integers(attribute)[0] : otherwise;
    }

    private static void pooling(Operations table) {
        table.one("max_pool2d", c -> {
            int[] padding = c.pair("padding", 0);
            int[] dilation = c.pair("dilation", 1);
            MaxPool2d.Options options = MaxPool2d.options()
                    .padding(padding[0], padding[1])
                    .dilation(dilation[0], dilation[1])
                    .ceilMode(c.flag("ceil_mode", false));
            if (c.has("stride")) {
                int[] stride = c.pair("stride", 0);
                options = options.stride(stride[0], stride[1]);
            }
            return F.maxPool2d(c.first(), c.pair("kernel_size", 0), options);
        });
        table.one("avg_pool2d", c -> {
            int[] padding = c.pair("padding", 0);
            AvgPool2d.Options options = AvgPool2d.options()
                    .padding(padding[0], padding[1])
                    .ceilMode(c.flag("ceil_mode", false))
                    .countIncludePad(c.flag("count_include_pad", true));
            if (c.has("stride")) {
                int[] stride = c.pair("stride", 0);
                options = options.stride(stride[0], stride[1]);
            }
            return F.avgPool2d(c.first(), c.pair("kernel_size", 0), options);
        });
        table.one("adaptive_avg_pool2d", c -> {
            int[] size = c.pair("output_size", 1);
            return F.adaptiveAvgPool2d(c.first(), size[0], size[1]);
        });
    }

    private static void normalization(Operations table) {
        table.one(
                "batch_norm",
                c -> F.batchNorm(
                        c.first(),
                        statistic(c, "running_mean"),
                        statistic(c, "running_var"),
                        c.inputs().size() > 1 ? c.second() : null,
                        c.third(),
                        c.flag("training", false),
                        c.number("momentum", 0.1),
                        c.number("eps", 1e-5)));
        table.one(
                "layer_norm",
                c -> F.layerNorm(
                        c.first(),
                        c.integers("normalized_shape"),
                        c.inputs().size() > 1 ? c.second() : null,
                        c.third(),
                        c.number("eps", 1e-5)));
    }

    private static @Nullable Tensor statistic(OpCase each, String name) {
        return each.has(name) ? each.vector(name) : null;
    }
}
