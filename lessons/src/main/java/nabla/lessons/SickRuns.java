package nabla.lessons;

import nabla.Nabla;
import nabla.data.DataLoader;
import nabla.lab.Lab;
import nabla.nn.*;
import nabla.optim.*;

/** One network with eight hidden layers, trained well, or with one of five mistakes. */
public final class SickRuns {
    public static void run(Lab lab) {
        Nabla.manualSeed((long) lab.number("seed", 0));
        var mistake = lab.choice("case", "healthy");

        var network = network(mistake.equals("vanishing"));
        network.apply(module -> {
            if (module instanceof Linear layer) {
                start(layer, mistake);
            }
        });
        lab.network(network);

        var optimizer = new SGD(network.parameters(), mistake.equals("learning-rate") ? 0.5 : 0.01);
        var loader = new DataLoader(lab.train(), lab.integer("batchSize", 64));
        var epochs = lab.integer("epochs", 1);
        lab.plan(epochs, epochs * loader.length());

        for (var epoch = 1; epoch <= epochs; epoch++) {
            for (var batch : loader) {
                if (!mistake.equals("accumulating")) {
                    optimizer.zeroGrad();
                }
                var loss = F.nllLoss(network.call(batch.x()), batch.y());
                loss.backward();
                optimizer.step();
                lab.log("loss", loss);
            }
            lab.evaluate(epoch);
        }
    }

    /** How a layer's weights and biases begin. */
    private static void start(Linear layer, String mistake) {
        switch (mistake) {
            case "vanishing" -> {
                // What Linear draws by itself.
            }
            case "exploding" -> Init.normal_(layer.weight(), 0, 1);
            default -> Init.kaimingNormal_(layer.weight(), 0, Init.Mode.FAN_IN, "relu");
        }
        if (mistake.equals("dead")) {
            Init.constant_(layer.bias(), -1);
        }
    }

    private static Sequential network(boolean ofSigmoids) {
        var network = new Sequential().add("flatten", new Flatten());
        for (var i = 1; i <= 8; i++) {
            network.add("fc" + i, new Linear(i == 1 ? 28 * 28 : 64, 64));
            if (ofSigmoids) {
                network.add("sigmoid" + i, new Sigmoid());
            } else {
                network.add("relu" + i, new ReLU());
            }
        }
        return network.add("fc9", new Linear(64, 10)).add("logSoftmax", new LogSoftmax(1));
    }
}
