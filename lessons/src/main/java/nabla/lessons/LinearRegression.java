package nabla.lessons;

import nabla.Nabla;
import nabla.Tensor;
import nabla.data.*;
import nabla.io.Decimals;
import nabla.lab.Lab;
import nabla.nn.*;
import nabla.optim.SGD;
import nabla.random.NumpyRandom;

/** Finds the line behind noisy points: y = 2 x₁ − 3.4 x₂ + 4.2. */
public final class LinearRegression {
    private static final int EXAMPLES = 1000;

    public static void run(Lab lab) {
        Nabla.manualSeed(1);
        var points = points();
        var loader = new DataLoader(points, 10, true);

        var line = new Linear(2, 1);
        line.weight().data().normal_(0, 0.01);
        line.bias().data().fill_(0);
        lab.network(line);

        var criterion = new MSELoss();
        var optimizer = new SGD(line.parameters(), 0.03);
        lab.plan(3, 3 * loader.length());

        for (var epoch = 1; epoch <= 3; epoch++) {
            for (var batch : loader) {
                optimizer.zeroGrad();
                var loss = criterion.call(line.call(batch.x()), batch.y());
                loss.backward();
                optimizer.step();
                lab.log("loss", loss);
            }
            var all = points.all();
            var loss = criterion.call(line.call(all.x()), all.y());
            lab.print("epoch " + epoch + ", loss " + Decimals.fixed(loss.item(), 6));
        }
    }

    /** Draws points from a normal distribution, and for each the height of the line plus a little noise. */
    private static TensorDataset points() {
        var random = new NumpyRandom(1);
        var features = random.normal(0, 1, EXAMPLES * 2);
        var noise = random.normal(0, 0.01, EXAMPLES);
        var labels = new double[EXAMPLES];
        for (var i = 0; i < EXAMPLES; i++) {
            labels[i] = 2 * features[2 * i] - 3.4 * features[2 * i + 1] + 4.2 + noise[i];
        }
        return new TensorDataset(
                Tensor.tensor(features).reshape(EXAMPLES, 2),
                Tensor.tensor(labels).reshape(EXAMPLES, 1));
    }
}
