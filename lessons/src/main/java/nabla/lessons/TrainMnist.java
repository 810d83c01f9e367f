package nabla.lessons;

import nabla.Nabla;
import nabla.data.DataLoader;
import nabla.lab.Lab;
import nabla.nn.*;
import nabla.optim.*;

/** Teaches a network to read handwritten digits. */
public final class TrainMnist {
    public static void run(Lab lab) {
        Nabla.manualSeed((long) lab.number("seed", 0));

        var network = lab.choice("network", "mlp").equals("lenet") ? leNet() : mlp();
        lab.network(network);

        var learningRate = lab.number("learningRate", 0.001);
        var optimizer = lab.choice("optimizer", "adam").equals("adam")
                ? new Adam(network.parameters(), learningRate)
                : new SGD(network.parameters(), learningRate);

        var loader = new DataLoader(lab.train(), lab.integer("batchSize", 10), true);
        var epochs = lab.integer("epochs", 3);
        lab.plan(epochs, epochs * loader.length());

        for (var epoch = 1; epoch <= epochs; epoch++) {
            for (var batch : loader) {
                network.zeroGrad();
                var output = network.call(batch.x());
                var loss = F.nllLoss(output, batch.y());
                loss.backward();
                optimizer.step();
                lab.log("loss", loss);
            }
            lab.evaluate(epoch);
        }
    }

    /** Four layers, each joined to all of the one before. */
    private static Sequential mlp() {
        return new Sequential()
                .add("flatten", new Flatten())
                .add("fc1", new Linear(28 * 28, 64))
                .add("relu1", new ReLU())
                .add("fc2", new Linear(64, 64))
                .add("relu2", new ReLU())
                .add("fc3", new Linear(64, 64))
                .add("relu3", new ReLU())
                .add("fc4", new Linear(64, 10))
                .add("logSoftmax", new LogSoftmax(1));
    }

    /** Two layers that look for small shapes everywhere in the picture, and three that judge what they found. */
    private static Sequential leNet() {
        return new Sequential()
                .add("conv1", new Conv2d(1, 6, 5))
                .add("relu1", new ReLU())
                .add("pool1", new MaxPool2d(2))
                .add("conv2", new Conv2d(6, 16, 5))
                .add("relu2", new ReLU())
                .add("pool2", new MaxPool2d(2))
                .add("flatten", new Flatten())
                .add("fc1", new Linear(16 * 4 * 4, 120))
                .add("relu3", new ReLU())
                .add("fc2", new Linear(120, 84))
                .add("relu4", new ReLU())
                .add("fc3", new Linear(84, 10))
                .add("logSoftmax", new LogSoftmax(1));
    }
}
