package nabla.conformance;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import nabla.Nabla;
import nabla.Tensor;
import nabla.data.Batch;
import nabla.data.DataLoader;
import nabla.data.MNIST;
import nabla.data.VisionDataset;
import nabla.io.Decimals;
import nabla.io.Json;
import nabla.lab.Evaluation;
import nabla.nn.F;
import nabla.nn.Sequential;
import nabla.optim.Adam;
import nabla.optim.Optimizer;
import nabla.optim.SGD;
import nabla.runtime.Console;
import nabla.runtime.Device;

/** A program that trains a network to sort pictures, from the seed on. */
final class ClassifierProgram {
    private static final Tolerance LOSSES = new Tolerance(1e-4, 0);
    private static final int LOSSES_TO_COMPARE = 50;

    /** The reference backend computes node by node and keeps every value: it takes seconds a step. */
    private static final int LOSSES_TO_COMPARE_ON_REFERENCE = 5;

    private static final double ACCURACY = 0.01;
    private static final double TABLE = 0.005;

    private final Json recorded;
    private final ProgramText text;
    private final boolean isReference;
    private final boolean wholeRun;
    private final VisionDataset train;
    private final Datasets datasets;
    private final String dataset;
    private final Sequential network;
    private final Optimizer optimizer;
    private final DataLoader loader;

    ClassifierProgram(Json recorded, Setting setting, String dataset, Supplier<Sequential> made) {
        this.recorded = recorded;
        this.dataset = dataset;
        text = new ProgramText(recorded);
        isReference = Device.standard().name().equals("reference");
        wholeRun = setting.wholeRuns() && !isReference;
        datasets = setting.datasets();
        train = read("train");
        Nabla.manualSeed(recorded.get("seed").integer64());
        network = made.get();
        optimizer = optimizer();
        loader = new DataLoader(train, (int) text.numberAfter("batch_size=", 1), text.contains("shuffle=True"));
    }

    private VisionDataset read(String part) {
        String images = part + "-images-idx3-ubyte";
        String labels = part + "-labels-idx1-ubyte";
        return MNIST.read(images, datasets.read(dataset, images), labels, datasets.read(dataset, labels));
    }

    private Optimizer optimizer() {
        double lr = text.numberAfter("lr=", 0);
        if (text.contains("Adam(")) {
            return new Adam(network.parameters(), lr);
        }
        return new SGD(network.parameters(), SGD.options(lr).momentum(text.numberAfter("momentum=", 0)));
    }

    void check() {
        List<Json> epochs = recorded.get("epochs").items();
        double[] expected = Conformance.numbers(recorded.get("first_losses"));
        int comparing = isReference ? LOSSES_TO_COMPARE_ON_REFERENCE : LOSSES_TO_COMPARE;
        double[] first = new double[Math.min(comparing, expected.length)];
        Expect.equal("epochs", epochs.size(), text.integerBefore(" epoch"));
        for (int epoch = 0; epoch < (wholeRun ? epochs.size() : 1); epoch++) {
            Totals totals = new Totals();
            for (Batch batch : loader) {
                double loss = step(batch, totals);
                if (epoch == 0 && totals.steps <= first.length) {
                    first[totals.steps - 1] = loss;
                    if (totals.steps == first.length) {
                        LOSSES.check("losses", first, Arrays.copyOf(expected, first.length));
                    }
                }
                if (!wholeRun && totals.steps == first.length) {
                    return;
                }
            }
            compare(epoch, totals, epochs.get(epoch));
        }
    }

    private double step(Batch batch, Totals totals) {
        optimizer.zeroGrad();
        Tensor output = network.call(batch.x());
        Tensor loss = text.contains("nll_loss") ? F.nllLoss(output, batch.y()) : F.crossEntropy(output, batch.y());
        loss.backward();
        optimizer.step();
        double value = loss.item();
        totals.steps++;
        totals.losses += value;
        totals.last = value;
        if (wholeRun) {
            totals.right += (int) output.argmax(1).eq(batch.y()).sum().item();
        }
        return value;
    }

    /** What an epoch adds up. */
    private static final class Totals {
        int steps;
        int right;
        double losses;
        double last;
    }

    private void compare(int epoch, Totals totals, Json expected) {
        double mean = totals.losses / totals.steps;
        double trained = (double) totals.right / train.length();
        double tested = Evaluation.of(network, read("t10k")).accuracy();
        Console.print(recorded.get("name").text() + ", epoch " + epoch + ": last " + Decimals.fixed(totals.last, 4)
                + ", mean " + Decimals.fixed(mean, 4) + ", train " + Decimals.fixed(trained, 4) + ", test "
                + Decimals.fixed(tested, 4));
        String where = "epoch " + epoch + ", ";
        near(where + "train accuracy", trained, expected.get("train_accuracy"), ACCURACY);
        near(where + "test accuracy", tested, expected.get("test_accuracy"), ACCURACY);
        if (text.contains("not shuffled")) {
            near(where + "last loss", totals.last, expected.get("last_batch_loss"), TABLE);
            near(where + "mean loss", mean, expected.get("mean_loss"), TABLE);
            near(where + "train accuracy", trained, expected.get("train_accuracy"), TABLE);
            near(where + "test accuracy", tested, expected.get("test_accuracy"), TABLE);
        }
    }

    private static void near(String what, double actual, Json expected, double distance) {
        new Tolerance(0, distance).check(what, new double[] {actual}, new double[] {expected.number()});
    }
}
