package nabla.web.bench;

import nabla.Tensor;
import nabla.lessons.bench.Product;

/** Matrix products. */
final class Products implements Work {
    private final Machine machine;
    private final Product product;

    Products(Machine machine, Product product) {
        this.machine = machine;
        this.product = product;
    }

    @Override
    public void perform(int times) {
        for (int i = 1; i <= times; i++) {
            Tensor result = product.multiply();
            machine.breathe();
            if (i == times) {
                result.flatten().narrow(0, 0, 1).item();
            }
        }
    }
}
