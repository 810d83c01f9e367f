package nabla.conformance;

import java.util.ArrayList;
import java.util.List;
import nabla.Nabla;
import nabla.Tensor;
import nabla.data.Batch;
import nabla.data.DataLoader;
import nabla.data.TensorDataset;
import nabla.io.Decimals;
import nabla.io.Json;
import nabla.nn.F;
import nabla.nn.Linear;
import nabla.optim.SGD;
import nabla.random.NumpyRandom;

/** The program that finds the line behind noisy points, from both seeds on: everything that it prints. */
final class RegressionProgram {
    private static final int EXAMPLES = 1000;
    private static final double[] WEIGHT = {2, -3.4};
    private static final double BIAS = 4.2;
    private static final Tolerance EXACT = new Tolerance(1e-6, 1e-6);
    private static final Tolerance LEARNT = new Tolerance(0, 2e-5);

    private final Json recorded;
    private final ProgramText text;

    RegressionProgram(Json recorded) {
        this.recorded = recorded;
        text = new ProgramText(recorded);
    }

    void check() {
        Nabla.manualSeed((long) text.numberAfter("torch.manual_seed(", 0));
        NumpyRandom random = new NumpyRandom((long) text.numberAfter("np.random.seed(", 0));
        double[] features = random.normal(0, 1, EXAMPLES * 2);
        double[] noise = random.normal(0, text.numberAfter("noise ", 0), EXAMPLES);
        double[] labels = new double[EXAMPLES];
        for (int i = 0; i < EXAMPLES; i++) {
            labels[i] = WEIGHT[0] * features[2 * i] + WEIGHT[1] * features[2 * i + 1] + BIAS + noise[i];
        }
        Tensor x = Tensor.tensor(features, EXAMPLES, 2);
        Tensor y = Tensor.tensor(labels, EXAMPLES, 1);
        List<Json> rows = recorded.get("first_features").items();
        for (int i = 0; i < rows.size(); i++) {
            EXACT.check("features " + i, x.narrow(0, i, 1).toDoubleArray(), rows.get(i));
        }
        Json first = recorded.get("first_labels");
        EXACT.check("labels", y.narrow(0, 0, first.items().size()).toDoubleArray(), first);
        train(x, y);
    }

    private void train(Tensor x, Tensor y) {
        Linear line = new Linear(2, 1);
        line.weight().data().normal_(0, 0.01);
        line.bias().data().fill_(0);
        EXACT.check("first weight", line.weight().toDoubleArray(), recorded.get("initial_weight"));
        DataLoader loader = new DataLoader(new TensorDataset(x, y), (int) text.numberAfter("batch ", 1), true);
        SGD optimizer = new SGD(line.parameters(), text.numberAfter("lr=", 0));
        List<String> printed = new ArrayList<>();
        for (int epoch = 1; epoch <= text.integerBefore(" epochs"); epoch++) {
            for (Batch batch : loader) {
                optimizer.zeroGrad();
                F.mseLoss(line.call(batch.x()), batch.y()).backward();
                optimizer.step();
            }
            double loss = Nabla.noGrad(() -> F.mseLoss(line.call(x), y)).item();
            printed.add("epoch " + epoch + ", loss " + Decimals.fixed(loss, 6));
        }
        List<String> expected = new ArrayList<>();
        recorded.get("printed").items().forEach(each -> expected.add(each.text()));
        Expect.equal("printed", expected, printed);
        LEARNT.check("weight", line.weight().toDoubleArray(), recorded.get("weight"));
        LEARNT.check("bias", line.bias().toDoubleArray(), recorded.get("bias"));
    }
}
