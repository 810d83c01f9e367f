package nabla.conformance;

import nabla.nn.F;

/** How the engine spells the operations of {@code nn.json}. */
final class NetworkOperations {
    private NetworkOperations() {}

    static void addTo(Operations table) {
        products(table);
        windows(table);
    }

    private static void products(Operations table) {
        table.one("matmul", c -> c.first().matmul(c.second()));
        table.one("matmul_t", c -> c.first().matmul(c.second().t()));
        table.one("linear", c -> F.linear(c.first(), c.second(), c.third()));
    }

    private static void windows(Operations table) {
        table.one("conv2d", c -> F.conv2d(c.first(), c.second(), c.third(), c.pair("stride", 1), c.pair("padding", 0)));
        table.one("max_pool2d", c -> {
            int[] kernel = c.pair("kernel_size", 0);
            return F.maxPool2d(c.first(), kernel, c.pair("stride", kernel[0]));
        });
    }
}
