package nabla.tests.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import nabla.Nabla;
import nabla.Tensor;
import nabla.nn.F;
import nabla.op.DType;
import nabla.optim.Adam;
import nabla.optim.Optimizer;
import nabla.optim.SGD;

/** Small training programs, as a learner would write them. */
final class Programs {
    private static final int IMAGES = 200;

    private Programs() {}

    private static long[] digits() {
        Noise noise = new Noise(8);
        long[] digits = new long[IMAGES];
        for (int i = 0; i < IMAGES; i++) {
            digits[i] = noise.next(10);
        }
        return digits;
    }

    /** Each digit is a bright band of two rows in noise. */
    private static byte[] pixels() {
        Noise noise = new Noise(9);
        long[] digits = digits();
        byte[] pixels = new byte[IMAGES * 784];
        for (int i = 0; i < pixels.length; i++) {
            int row = i % 784 / 28;
            pixels[i] = (byte) (row / 2 == digits[i / 784] + 2 ? 255 : noise.next(128));
        }
        return pixels;
    }

    /** A program under way: what it needs for one more step. */
    static final class Training {
        private final Tensor images;
        private final Tensor labels;
        private final Tensor order;
        private final int batch;
        private final Function<Tensor, Tensor> network;
        private final Optimizer optimizer;
        private int steps;

        private Training(int batch, List<Tensor> parameters, Function<Tensor, Tensor> network, boolean adam) {
            this.batch = batch;
            this.network = network;
            images = Tensor.tensor(pixels(), IMAGES, 784);
            labels = Tensor.tensor(digits());
            order = Tensor.randperm(IMAGES);
            optimizer = adam
                    ? new Adam(parameters, 0.001)
                    : new SGD(parameters, SGD.options(0.01).momentum(0.9));
        }

        /** One step; returns its loss. */
        Tensor step() {
            Tensor rows = order.narrow(0, steps * batch % (IMAGES - batch), batch);
            steps++;
            Tensor x = images.indexSelect(0, rows).to(DType.FLOAT32).div(255);
            optimizer.zeroGrad();
            Tensor loss = F.crossEntropy(network.apply(x), labels.indexSelect(0, rows));
            loss.backward();
            optimizer.step();
            return loss;
        }
    }

    /** 784-64-64-64-10 with ReLU and Adam at batch 10. */
    static Training mlp() {
        Nabla.manualSeed(0);
        Layers layers = new Layers();
        int first = layers.linear(784, 64);
        int second = layers.linear(64, 64);
        int third = layers.linear(64, 64);
        int last = layers.linear(64, 10);
        return new Training(
                10,
                layers.parameters,
                x -> {
                    Tensor hidden = F.relu(layers.apply(first, x));
                    hidden = F.relu(layers.apply(second, hidden));
                    hidden = F.relu(layers.apply(third, hidden));
                    return layers.apply(last, hidden);
                },
                true);
    }

    /** LeNet with SGD and momentum at batch 4. */
    static Training lenet() {
        Nabla.manualSeed(0);
        Layers layers = new Layers();
        int first = layers.conv(1, 6, 5);
        int second = layers.conv(6, 16, 5);
        int third = layers.linear(256, 120);
        int fourth = layers.linear(120, 84);
        int last = layers.linear(84, 10);
        return new Training(
                4,
                layers.parameters,
                x -> {
                    Tensor maps = F.maxPool2d(F.relu(layers.convolve(first, x.reshape(4, 1, 28, 28))), 2);
                    maps = F.maxPool2d(F.relu(layers.convolve(second, maps)), 2);
                    Tensor hidden = F.relu(layers.apply(third, maps.flatten(1)));
                    return layers.apply(last, F.relu(layers.apply(fourth, hidden)));
                },
                false);
    }

    /** A straight line through points, by gradient descent on the mean squared error; returns the losses. */
    static List<Tensor> line(int steps) {
        Nabla.manualSeed(0);
        Tensor x = Tensor.randn(100, 1);
        Tensor y = x.mul(2).add(1).add(Tensor.randn(100, 1).mul(0.1)).detach();
        Tensor weight = Tensor.zeros(1, 1).requiresGrad_();
        Tensor bias = Tensor.zeros(1).requiresGrad_();
        SGD sgd = new SGD(List.of(weight, bias), 0.1);
        List<Tensor> losses = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            sgd.zeroGrad();
            Tensor loss = F.mseLoss(F.linear(x, weight, bias), y);
            loss.backward();
            sgd.step();
            losses.add(loss);
        }
        return losses;
    }

    private static final class Layers {
        final List<Tensor> parameters = new ArrayList<>();

        int linear(int in, int out) {
            return add(Tensor.rand(out, in), Tensor.rand(out), 1 / Math.sqrt(in));
        }

        int conv(int in, int out, int side) {
            return add(Tensor.rand(out, in, side, side), Tensor.rand(out), 1 / Math.sqrt(in * side * side));
        }

        private int add(Tensor weight, Tensor bias, double bound) {
            for (Tensor uniform : List.of(weight, bias)) {
                Tensor centred = uniform.sub(0.5).mul(2 * bound).detach();
                centred.realize();
                parameters.add(centred.requiresGrad_());
            }
            return parameters.size() - 2;
        }

        Tensor apply(int layer, Tensor x) {
            return F.linear(x, parameters.get(layer), parameters.get(layer + 1));
        }

        Tensor convolve(int layer, Tensor x) {
            return F.conv2d(x, parameters.get(layer), parameters.get(layer + 1), new int[] {1, 1}, new int[] {0, 0});
        }
    }
}
