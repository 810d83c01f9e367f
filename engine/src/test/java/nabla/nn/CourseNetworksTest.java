package nabla.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import nabla.Nabla;
import nabla.Tensor;
import nabla.graph.GradFn;
import nabla.optim.SGD;
import org.junit.jupiter.api.Test;

/** The networks of the course's documents: what PyTorch prints of them for seed 0, to the character. */
class CourseNetworksTest {
    private static final class Net extends Module {
        private final Linear fc1 = register("fc1", new Linear(28 * 28, 64));
        private final Linear fc2 = register("fc2", new Linear(64, 64));
        private final Linear fc3 = register("fc3", new Linear(64, 64));
        private final Linear fc4 = register("fc4", new Linear(64, 10));

        @Override
        public Tensor forward(Tensor input) {
            Tensor x = F.relu(fc1.call(input));
            x = F.relu(fc2.call(x));
            x = F.relu(fc3.call(x));
            return F.logSoftmax(fc4.call(x), 1);
        }
    }

    private static final class LeNet extends Module {
        private final Conv2d conv1 = register("conv1", new Conv2d(1, 6, 5));
        private final Conv2d conv2 = register("conv2", new Conv2d(6, 16, 5));
        private final Linear fc1 = register("fc1", new Linear(16 * 5 * 5, 120));
        private final Linear fc2 = register("fc2", new Linear(120, 84));
        private final Linear fc3 = register("fc3", new Linear(84, 10));

        @Override
        public Tensor forward(Tensor input) {
            Tensor x = F.maxPool2d(F.relu(conv1.call(input)), 2, 2);
            x = F.maxPool2d(F.relu(conv2.call(x)), 2);
            x = x.view(-1, 400);
            x = F.relu(fc1.call(x));
            x = F.relu(fc2.call(x));
            return fc3.call(x);
        }
    }

    private static int count(Module network) {
        int count = 0;
        for (Tensor parameter : network.parameters()) {
            count += parameter.numel();
        }
        return count;
    }

    @Test
    void theFirstLossOfTheMlp() {
        Nabla.manualSeed(0);
        Net network = new Net();
        Tensor output = network.call(Tensor.rand(3, 784));
        Tensor loss = F.nllLoss(output, Tensor.tensor(new long[] {1, 2, 3}));
        assertThat(loss.text()).isEqualTo("tensor(2.3325, grad_fn=<NllLossBackward0>)");
        assertThat(output.select(0, 0).text())
                .isEqualTo("tensor([-2.2822, -2.4342, -2.3364, -2.2347, -2.2434, -2.2490, -2.2843, -2.4494,\n"
                        + "        -2.2978, -2.2414], grad_fn=<SelectBackward0>)");
        assertThat(output.select(0, 0).argmax().text()).isEqualTo("tensor(3)");
        assertThat(count(network)).isEqualTo(59_210);
    }

    @Test
    void lenetsGradientsAsDocumented() {
        Nabla.manualSeed(0);
        LeNet network = new LeNet();
        assertThat(count(network)).isEqualTo(61_706);
        Tensor input = Tensor.randn(1, 1, 32, 32).requiresGrad_();
        Tensor output = network.call(input);
        assertThat(output.text())
                .isEqualTo("tensor([[-0.1007, -0.0902,  0.0364,  0.0591, -0.0421,  0.0203,  0.0314,  0.0724,\n"
                        + "         -0.0276,  0.1233]], grad_fn=<AddmmBackward0>)");
        assertThatThrownBy(output::backward)
                .hasMessageStartingWith("grad can be implicitly created only for scalar outputs");
        output.backward(Tensor.randn(1, 10));
        assertThat(Objects.requireNonNull(input.grad()).shape()).hasToString("[1, 1, 32, 32]");
        Tensor target = Tensor.randn(10).view(1, -1);
        Tensor loss = new MSELoss().call(network.call(input), target);
        assertThat(loss.text()).isEqualTo("tensor(1.2249, grad_fn=<MseLossBackward0>)");
        network.zeroGrad(false);
        assertThat(Objects.requireNonNull(network.conv1.bias().grad()).text())
                .isEqualTo("tensor([0., 0., 0., 0., 0., 0.])");
        network.zeroGrad();
        assertThat(network.conv1.bias().grad()).isNull();
        loss.backward();
        assertThat(Objects.requireNonNull(network.conv1.bias().grad()).text())
                .isEqualTo("tensor([-0.0129, -0.0038,  0.0006, -0.0094, -0.0046,  0.0233])");
        Tensor before = network.conv1.bias().data().clone();
        Tensor gradient = Objects.requireNonNull(network.conv1.bias().grad()).clone();
        before.realize();
        gradient.realize();
        new SGD(network.parameters(), 0.01).step();
        assertThat(network.conv1.bias().toArray())
                .isEqualTo(before.sub(gradient.mul(0.01)).toArray());
    }

    @Test
    void theMainPathThroughLenetsGradients() {
        LeNet network = new LeNet();
        Tensor loss = F.mseLoss(network.call(Tensor.randn(1, 1, 32, 32)), Tensor.zeros(1, 10));
        List<String> names = new ArrayList<>();
        GradFn step = Objects.requireNonNull(loss.gradFn());
        while (!step.name().equals("AccumulateGrad")) {
            names.add(step.name().replace("Backward0", ""));
            GradFn next = null;
            for (GradFn candidate : step.nextFunctions()) {
                boolean isPath = !candidate.name().equals("AccumulateGrad")
                        && !candidate.name().startsWith("T");
                next = isPath && next == null ? candidate : next;
            }
            if (next == null) {
                break;
            }
            step = next;
        }
        assertThat(names)
                .containsExactly(
                        "MseLoss",
                        "Addmm",
                        "Relu",
                        "Addmm",
                        "Relu",
                        "Addmm",
                        "View",
                        "MaxPool2DWithIndices",
                        "Relu",
                        "Convolution",
                        "MaxPool2DWithIndices",
                        "Relu",
                        "Convolution");
    }

    @Test
    void theOneLayerGraphOfTheAutogradDocument() {
        Nabla.manualSeed(0);
        Tensor x = Tensor.ones(5);
        Tensor w = Tensor.randn(5, 3).requiresGrad_();
        Tensor b = Tensor.randn(3).requiresGrad_();
        Tensor z = x.matmul(w).add(b);
        assertThat(z.text()).isEqualTo("tensor([ 1.3755, -0.6023, -4.8127], grad_fn=<AddBackward0>)");
        Tensor loss = F.binaryCrossEntropyWithLogits(z, Tensor.zeros(3));
        assertThat(loss.text()).isEqualTo("tensor(0.6819, grad_fn=<BinaryCrossEntropyWithLogitsBackward0>)");
        loss.backward();
        assertThat(Objects.requireNonNull(b.grad()).text()).isEqualTo("tensor([0.2661, 0.1179, 0.0027])");
        assertThat(F.oneHot(Tensor.tensor(new long[] {3}, new int[0]), 10).text())
                .isEqualTo("tensor([0, 0, 0, 1, 0, 0, 0, 0, 0, 0])");
    }

    @Test
    void theBigNetworksParameters() {
        Sequential big = new Sequential(
                new Conv2d(3, 32, 3),
                new ReLU(),
                new MaxPool2d(2, 2),
                new Conv2d(32, 64, 3),
                new ReLU(),
                new MaxPool2d(2, 2),
                new Flatten(),
                new Linear(64 * 54 * 54, 256),
                new ReLU(),
                new Linear(256, 128),
                new ReLU(),
                new Linear(128, 101));
        assertThat(Architecture.of(big).parameterCount()).isEqualTo(47_841_317);
    }

    @Test
    void allLayersLearnFromOneNormalDistribution() {
        Sequential network = new Sequential(new Flatten(), new Linear(784, 10));
        network.apply(module -> {
            if (module instanceof Linear linear) {
                Init.normal_(linear.weight(), 0, 0.01);
            }
        });
        double deviation = ((Linear) network.at(1)).weight().std().item();
        assertThat(deviation).isBetween(0.0095, 0.0105);
    }
}
