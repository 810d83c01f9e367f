package nabla.lessons;

import java.util.List;
import nabla.Nabla;
import nabla.Tensor;
import nabla.data.DataLoader;
import nabla.io.Decimals;
import nabla.lab.*;
import nabla.nn.*;
import nabla.optim.SGD;

/** Sorts pictures of clothes with a single layer: ten scores, each a weighted sum of all pixels. */
public final class SoftmaxRegression {
    public static void run(Lab lab) {
        Nabla.manualSeed((long) lab.number("seed", 0));

        var scores = new Linear(28 * 28, 10);
        var network = new Sequential(new Flatten(), scores);
        network.apply(module -> {
            if (module instanceof Linear linear) {
                linear.weight().data().normal_(0, 0.01);
            }
        });
        lab.network(network);

        var optimizer = new SGD(network.parameters(), lab.number("learningRate", 0.01));
        var train = lab.train();
        var loader = new DataLoader(train, lab.integer("batchSize", 256));
        var epochs = lab.integer("epochs", 11);
        lab.plan(epochs, epochs * loader.length());

        for (var epoch = 0; epoch < epochs; epoch++) {
            var last = Tensor.zeros(1);
            var right = Tensor.zeros(1);
            for (var batch : loader) {
                optimizer.zeroGrad();
                var output = network.call(batch.x());
                var loss = F.crossEntropy(output, batch.y());
                loss.backward();
                optimizer.step();
                lab.log("loss", loss);
                last = loss;
                right = right.add(output.argmax(1).eq(batch.y()).sum());
                right.realize();
            }
            lab.evaluate(epoch + 1);
            for (var i = 0; i < 10; i++) {
                var weights = scores.weight().detach().select(0, i).reshape(28, 28);
                lab.heatmap(lab.classes().get(i), List.of(), weights);
            }
            var test = Evaluation.of(network, lab.test()).accuracy();
            lab.print("epoch " + epoch + ", loss " + Decimals.fixed(last.item(), 4) + ", train "
                    + Decimals.fixed(right.item() / train.length(), 4) + ", test " + Decimals.fixed(test, 4));
        }
    }
}
