package nabla.lessons.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ProductTest {
    /** Many products of one another neither grow nor vanish, or their speed would tell little. */
    @Test
    void productsStayAboutAsGreatAsTheFirstMatrix() {
        Product product = new Product(64);
        float[] values = product.multiply().toArray();
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        assertThat(product.productsAtOnce()).isEqualTo(32);
        assertThat(Math.sqrt(squares / values.length)).isBetween(0.1, 2.0);
    }

    @Test
    void operationsAreCountedAsUsual() {
        assertThat(new Product(256).operations()).isEqualTo(33_554_432, within(0.0));
    }
}
