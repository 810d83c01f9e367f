package nabla.lessons.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nabla.Tensor;
import nabla.nn.Module;
import org.junit.jupiter.api.Test;

class WeightsTest {
    @Test
    void mlpStartsAsSpecified() {
        Module network = Networks.mlp();
        Weights.fill(network);
        List<Tensor> parameters = network.parameters();
        float[] weight = parameters.get(0).toArray();
        assertThat(new float[] {weight[0], weight[1], weight[weight.length - 1]})
                .containsExactly(0.01673221f, -0.012500112f, -0.0028939852f);
        assertThat(parameters.get(1).toArray()[0]).isEqualTo(0.01882786f);
        assertThat(parameters).allMatch(Tensor::requiresGrad);
    }

    /** 6 maps of 25 inputs each: ±1/5, for the biases as well. */
    @Test
    void convolutionsStartWithinTheirBound() {
        Module network = Networks.leNet();
        Weights.fill(network);
        float greatest = 0;
        for (Tensor parameter : network.parameters().subList(0, 2)) {
            for (float value : parameter.toArray()) {
                greatest = Math.max(greatest, Math.abs(value));
            }
        }
        assertThat(greatest).isBetween(0.19f, 0.2f);
    }
}
