package nabla.lessons;

import nabla.Nabla;
import nabla.Tensor;
import nabla.data.*;
import nabla.io.Decimals;
import nabla.lab.Lab;
import nabla.nn.*;
import nabla.optim.SGD;
import nabla.random.NumpyRandom;

/** Finds the plane behind noisy points: y = 2 x₁ − 3.4 x₂ + 4.2. */
public final class LinearRegression {
    private static final int EXAMPLES = 1000;

    public static void run(Lab lab) {
        Nabla.manualSeed((long) lab.number("seed", 1));
        var points = points(lab.number("noise", 0.01));
        var loader = new DataLoader(points, lab.integer("batchSize", 10), true);

        var plane = new Linear(2, 1);
        plane.weight().data().normal_(0, 0.01);
        plane.bias().data().fill_(0);
        lab.network(plane);

        var criterion = new MSELoss();
        var optimizer = new SGD(plane.parameters(), lab.number("learningRate", 0.03));
        var epochs = lab.integer("epochs", 3);
        lab.plan(epochs, epochs * loader.length());

        for (var epoch = 1; epoch <= epochs; epoch++) {
            for (var batch : loader) {
                optimizer.zeroGrad();
                var loss = criterion.call(plane.call(batch.x()), batch.y());
                loss.backward();
                optimizer.step();
                lab.log("loss", loss);
                lab.log("w₁", plane.weight().detach().select(1, 0));
                lab.log("w₂", plane.weight().detach().select(1, 1));
                lab.log("b", plane.bias().detach());
            }
            var all = points.all();
            var loss = criterion.call(plane.call(all.x()), all.y());
            lab.print("epoch " + epoch + ", loss " + Decimals.fixed(loss.item(), 6));
        }
        var weight = plane.weight().toDoubleArray();
        lab.print("w = " + Decimals.fixed(weight[0], 5) + ", " + Decimals.fixed(weight[1], 5) + "; b = "
                + Decimals.fixed(plane.bias().item(), 5));
    }

    /** Draws points from a normal distribution, and for each the height of the plane plus a little noise. */
    private static TensorDataset points(double deviation) {
        var random = new NumpyRandom(1);
        var features = random.normal(0, 1, EXAMPLES * 2);
        var noise = random.normal(0, deviation, EXAMPLES);
        var labels = new double[EXAMPLES];
        for (var i = 0; i < EXAMPLES; i++) {
            labels[i] = 2 * features[2 * i] - 3.4 * features[2 * i + 1] + 4.2 + noise[i];
        }
        return new TensorDataset(
                Tensor.tensor(features).reshape(EXAMPLES, 2),
                Tensor.tensor(labels).reshape(EXAMPLES, 1));
    }
}
