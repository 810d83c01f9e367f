package nabla.lessons;

import nabla.Nabla;
import nabla.Tensor;
import nabla.data.DataLoader;
import nabla.lab.Lab;
import nabla.nn.*;
import nabla.nn.Module;
import nabla.optim.SGD;

/** Teaches LeNet, a network of convolutions, to read handwritten digits. */
public final class TrainLeNet {
    /** LeNet for pictures of 28 × 28. */
    static final class LeNet extends Module {
        private final Conv2d conv1 = register("conv1", new Conv2d(1, 6, 5));
        private final Conv2d conv2 = register("conv2", new Conv2d(6, 16, 5));
        private final Linear fc1 = register("fc1", new Linear(16 * 4 * 4, 120));
        private final Linear fc2 = register("fc2", new Linear(120, 84));
        private final Linear fc3 = register("fc3", new Linear(84, 10));

        @Override
        public Tensor forward(Tensor x) {
            x = F.maxPool2d(F.relu(conv1.call(x)), 2); // [N, 6, 12, 12]
            x = F.maxPool2d(F.relu(conv2.call(x)), 2); // [N, 16, 4, 4]
            x = x.flatten(1); // [N, 256]
            x = F.relu(fc1.call(x));
            x = F.relu(fc2.call(x));
            return fc3.call(x);
        }
    }

    public static void run(Lab lab) {
        Nabla.manualSeed((long) lab.number("seed", 0));

        var network = new LeNet();
        lab.network(network);
        lab.print(network.toString());

        var options = SGD.options(lab.number("learningRate", 0.01)).momentum(0.9);
        var optimizer = new SGD(network.parameters(), options);
        var loader = new DataLoader(lab.train(), lab.integer("batchSize", 64), true);
        var epochs = lab.integer("epochs", 1);
        lab.plan(epochs, epochs * loader.length());

        for (var epoch = 1; epoch <= epochs; epoch++) {
            for (var batch : loader) {
                optimizer.zeroGrad();
                var loss = F.crossEntropy(network.call(batch.x()), batch.y());
                loss.backward();
                optimizer.step();
                lab.log("loss", loss);
            }
            lab.evaluate(epoch);
        }
    }
}
