package nabla.lessons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import nabla.Tensor;
import org.junit.jupiter.api.Test;

class LinearRegressionTest {
    /** What the same program prints in PyTorch: the case linear_regression of the engine's recorded programs. */
    @Test
    void printsWhatPyTorchPrints() {
        RecordingLab lab = new RecordingLab(null, null);
        LinearRegression.run(lab);
        assertThat(lab.printed)
                .containsExactly(
                        "epoch 1, loss 0.000220",
                        "epoch 2, loss 0.000095",
                        "epoch 3, loss 0.000096",
                        "w = 2.00040, -3.40125; b = 4.19932");
        Tensor weight = lab.network().parameters().get(0);
        Tensor bias = lab.network().parameters().get(1);
        assertThat(weight.toDoubleArray())
                .containsExactly(new double[] {2.0004022121429443, -3.401249408721924}, within(1e-5));
        assertThat(bias.item()).isEqualTo(4.199321746826172, within(1e-5));
        assertThat(lab.observed.get("w₂")).hasSize(300).last().isEqualTo(weight.toDoubleArray()[1]);
        assertThat(lab.losses).hasSize(lab.steps()).hasSize(300);
    }
}
