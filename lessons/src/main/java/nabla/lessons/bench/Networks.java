package nabla.lessons.bench;

import nabla.nn.Conv2d;
import nabla.nn.Flatten;
import nabla.nn.Linear;
import nabla.nn.MaxPool2d;
import nabla.nn.ReLU;
import nabla.nn.Sequential;

/** The networks; each tells ten classes apart. */
final class Networks {
    private Networks() {}

    /** Four layers for pictures of 784 pixels in a row. */
    static Sequential mlp() {
        return new Sequential(
                new Linear(784, 64),
                new ReLU(),
                new Linear(64, 64),
                new ReLU(),
                new Linear(64, 64),
                new ReLU(),
                new Linear(64, 10));
    }

    /** Softmax regression. */
    static Sequential softmax() {
        return new Sequential(new Linear(784, 10));
    }

    /** LeNet-5 with ReLU and maximum pooling, for pictures of 1×32×32. */
    static Sequential leNet() {
        return new Sequential(
                new Conv2d(1, 6, 5),
                new ReLU(),
                new MaxPool2d(2),
                new Conv2d(6, 16, 5),
                new ReLU(),
                new MaxPool2d(2),
                new Flatten(),
                new Linear(400, 120),
                new ReLU(),
                new Linear(120, 84),
                new ReLU(),
                new Linear(84, 10));
    }

    /** The network of PyTorch's MNIST example without dropout, for pictures of 1×28×28. */
    static Sequential mnistCnn() {
        return new Sequential(
                new Conv2d(1, 32, 3),
                new ReLU(),
                new Conv2d(32, 64, 3),
                new ReLU(),
                new MaxPool2d(2),
                new Flatten(),
                new Linear(9216, 128),
                new ReLU(),
                new Linear(128, 10));
    }
}
