package nabla.lessons.bench;

import nabla.Tensor;
import nabla.nn.CrossEntropyLoss;
import nabla.nn.Module;
import nabla.optim.Adam;
import nabla.optim.Optimizer;
import nabla.optim.SGD;

/** A training under way on the standard device: a network, what teaches it, and the batches that it sees in turn. */
public final class Training {
    private final Module network;
    private final Optimizer optimizer;
    private final Batches batches;
    private final CrossEntropyLoss criterion = new CrossEntropyLoss();

    private Training(Module network, Optimizer optimizer, Batches batches) {
        this.network = network;
        this.optimizer = optimizer;
        this.batches = batches;
    }

    /**
     * A training that has not begun.
     *
     * @param name the network and, after {@code -b}, its batch size, such as {@code mlp-b10}
     */
    public static Training of(String name) {
        return switch (name) {
            case "mlp-b10" -> adam(Networks.mlp(), new Batches(10, 784));
            case "mlp-b128" -> adam(Networks.mlp(), new Batches(128, 784));
            case "softmax-b256" -> sgd(Networks.softmax(), 0.1, new Batches(256, 784));
            case "lenet-b64" -> sgd(Networks.leNet(), 0.01, new Batches(64, 1, 32, 32));
            case "mnistcnn-b64" -> adam(Networks.mnistCnn(), new Batches(64, 1, 28, 28));
            default ->
                throw new IllegalArgumentException("There is no training \"" + name
                        + "\"; there are mlp-b10, mlp-b128, softmax-b256, lenet-b64 and mnistcnn-b64.");
        };
    }

    private static Training adam(Module network, Batches batches) {
        Weights.fill(network);
        return new Training(network, new Adam(network.parameters(), 0.001), batches);
    }

    private static Training sgd(Module network, double learningRate, Batches batches) {
        Weights.fill(network);
        return new Training(network, new SGD(network.parameters(), learningRate), batches);
    }

    /** Trains on the next batch; returns its loss before that, in nats. */
    public Tensor step() {
        Batches.Batch batch = batches.next();
        optimizer.zeroGrad();
        Tensor loss = criterion.call(network.call(batch.x()), batch.y());
        loss.backward();
        optimizer.step();
        return loss;
    }
}
