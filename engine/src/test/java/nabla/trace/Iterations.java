package nabla.trace;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import nabla.Tensor;
import nabla.nn.Conv2d;
import nabla.nn.F;
import nabla.nn.Flatten;
import nabla.nn.Linear;
import nabla.nn.LogSoftmax;
import nabla.nn.MaxPool2d;
import nabla.nn.Module;
import nabla.nn.ReLU;
import nabla.nn.Sequential;
import nabla.optim.Adam;
import nabla.optim.Optimizer;
import nabla.optim.SGD;
import nabla.runtime.Clock;

/** Training iterations of small networks, to be recorded: each with its examples. */
public final class Iterations {
    /** What is done to a network's output and the right answers. */
    public interface Criterion {
        Tensor loss(Tensor output, Tensor target);
    }

    /** A network, its examples, how its loss is computed, and what updates it. */
    public record Iteration(Module network, Tensor x, Tensor y, Criterion criterion, Optimizer optimizer) {
        /** Does what a training loop's body does; returns the loss. */
        public Tensor run() {
            Line.at(1);
            optimizer.zeroGrad();
            Line.at(2);
            Tensor output = network.call(x);
            Line.at(3);
            Tensor loss = criterion.loss(output, y);
            Line.at(4);
            loss.backward();
            Line.at(5);
            optimizer.step();
            return loss;
        }

        public Trace trace() {
            return trace(Clock.STOPPED);
        }

        Trace trace(Clock clock) {
            Recorder recorder = new Recorder(List.of(x, y));
            try {
                run();
            } finally {
                recorder.stop();
            }
            return Objects.requireNonNull(recorder.trace(x.device(), clock));
        }
    }

    /** One head of attention over the rows of a matrix, averaged and judged. */
    static final class Attention extends Module {
        private final Linear query = register("query", new Linear(4, 4));
        private final Linear key = register("key", new Linear(4, 4));
        private final Linear value = register("value", new Linear(4, 4));
        private final Linear out = register("out", new Linear(4, 3));

        @Override
        public Tensor forward(Tensor x) {
            Tensor q = query.call(x);
            Tensor k = key.call(x);
            Tensor v = value.call(x);
            Tensor weights = q.matmul(k.t()).div(2).softmax(1);
            return out.call(weights.matmul(v));
        }
    }

    /** One question a row, to the other rows of its matrix: a batch of them at a time. */
    static final class LookUp extends Module {
        private final Linear query = register("query", new Linear(18, 16));
        private final Linear key = register("key", new Linear(18, 16));
        private final Linear value = register("value", new Linear(18, 16));
        private final Linear out = register("out", new Linear(16, 10));

        @Override
        public Tensor forward(Tensor x) {
            Tensor values = value.call(x).narrow(1, 0, 5);
            Tensor question = query.call(x.select(1, 5)).unsqueeze(1);
            Tensor keys = key.call(x).narrow(1, 0, 5);
            Tensor weights = question.bmm(keys.transpose(1, 2)).div(4).softmax(2);
            return out.call(weights.bmm(values).squeeze(1));
        }
    }

    /** A network by name: test reports show it. */
    public record Named(String name, Supplier<Iteration> make) {
        @Override
        public String toString() {
            return name;
        }
    }

    private Iterations() {}

    /** All of them. */
    public static List<Named> networks() {
        return List.of(
                new Named("linear regression", Iterations::linearRegression),
                new Named("softmax regression", Iterations::softmaxRegression),
                new Named("multilayer perceptron", Iterations::multilayerPerceptron),
                new Named("LeNet", Iterations::leNet),
                new Named("attention", Iterations::attention),
                new Named("batched attention", Iterations::batchedAttention));
    }

    public static Iteration linearRegression() {
        Module network = new Linear(2, 1);
        return new Iteration(
                network, Tensor.randn(10, 2), Tensor.randn(10, 1), F::mseLoss, new SGD(network.parameters(), 0.03));
    }

    public static Iteration softmaxRegression() {
        Module network = new Sequential(new Flatten(), new Linear(784, 10));
        return classes(network, new SGD(network.parameters(), 0.1), F::crossEntropy);
    }

    public static Iteration multilayerPerceptron() {
        Module network = new Sequential(
                new Flatten(),
                new Linear(784, 64),
                new ReLU(),
                new Linear(64, 64),
                new ReLU(),
                new Linear(64, 64),
                new ReLU(),
                new Linear(64, 10),
                new LogSoftmax(1));
        return classes(network, new Adam(network.parameters()), F::nllLoss);
    }

    public static Iteration leNet() {
        Module network = new Sequential(
                new Conv2d(1, 6, 5),
                new ReLU(),
                new MaxPool2d(2),
                new Conv2d(6, 16, 5),
                new ReLU(),
                new MaxPool2d(2),
                new Flatten(),
                new Linear(256, 120),
                new ReLU(),
                new Linear(120, 84),
                new ReLU(),
                new Linear(84, 10),
                new LogSoftmax(1));
        SGD.Options options = SGD.options(0.01).momentum(0.9);
        return classes(network, new SGD(network.parameters(), options), F::nllLoss);
    }

    public static Iteration attention() {
        Module network = new Attention();
        Tensor y = Tensor.tensor(new long[] {0, 1, 2, 0, 1}, 5);
        return new Iteration(
                network, Tensor.randn(5, 4), y, F::crossEntropy, new Adam(network.parameters(), Adam.options(0.01)));
    }

    static Iteration batchedAttention() {
        Module network = new LookUp();
        Tensor y = Tensor.tensor(new long[] {7, 1, 3, 9}, 4);
        return new Iteration(
                network,
                Tensor.randn(4, 6, 18),
                y,
                F::crossEntropy,
                new Adam(network.parameters(), Adam.options(0.01)));
    }

    private static Iteration classes(Module network, Optimizer optimizer, Criterion criterion) {
        Tensor x = Tensor.rand(4, 1, 28, 28);
        Tensor y = Tensor.tensor(new long[] {3, 1, 4, 1}, 4);
        return new Iteration(network, x, y, criterion, optimizer);
    }
}
