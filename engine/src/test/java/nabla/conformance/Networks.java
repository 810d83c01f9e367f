package nabla.conformance;

import java.util.function.Supplier;
import nabla.nn.Conv2d;
import nabla.nn.Flatten;
import nabla.nn.Linear;
import nabla.nn.LogSoftmax;
import nabla.nn.MaxPool2d;
import nabla.nn.ReLU;
import nabla.nn.Sequential;

/** The networks of the recorded programs. Each is made after the seed is set, its layers in PyTorch's order. */
final class Networks {
    private static final int PIXELS = 28 * 28;

    private Networks() {}

    /** Three hidden layers of 64; gives logarithms of probabilities. */
    static Supplier<Sequential> perceptron() {
        return () -> new Sequential(
                new Flatten(),
                new Linear(PIXELS, 64),
                new ReLU(),
                new Linear(64, 64),
                new ReLU(),
                new Linear(64, 64),
                new ReLU(),
                new Linear(64, 10),
                new LogSoftmax(1));
    }

    /** LeNet on pictures without padding; gives logits. */
    static Supplier<Sequential> leNet() {
        return () -> new Sequential(
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
                new Linear(84, 10));
    }

    /** One layer whose weights are drawn again from a narrow normal distribution; gives logits. */
    static Supplier<Sequential> softmaxRegression() {
        return () -> {
            Linear layer = new Linear(PIXELS, 10);
            layer.weight().data().normal_(0, 0.01);
            return new Sequential(new Flatten(), layer);
        };
    }
}
