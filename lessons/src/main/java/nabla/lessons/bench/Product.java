package nabla.lessons.bench;

import nabla.Tensor;

/** Products of square matrices on the standard device: A·B·B···. */
public final class Product {
    /** So many rows are multiplied at a time: results of single small products would pile up. */
    private static final int ROWS_AT_ONCE = 2048;

    private final int size;
    private final Tensor first;
    private final Tensor factor;

    /** Products of matrices [size, size]. */
    public Product(int size) {
        this.size = size;
        Mulberry32 random = new Mulberry32(1);
        first = Tensor.tensor(random.centred(size * size, 1), size, size);
        // Products by a matrix whose elements have the variance 1/size are about as great as what is multiplied.
        factor = Tensor.tensor(random.centred(size * size, Math.sqrt(3.0 / size)), size, size);
    }

    /** How many products {@link #multiply} makes. */
    public int productsAtOnce() {
        return Math.max(1, ROWS_AT_ONCE / size);
    }

    /** Floating-point operations of one product. */
    public double operations() {
        return 2.0 * size * size * size;
    }

    /** Computes the products; returns the last. */
    public Tensor multiply() {
        Tensor product = first;
        for (int i = 0; i < productsAtOnce(); i++) {
            product = product.matmul(factor);
        }
        product.realize();
        return product;
    }
}
