package nabla.lab;

import nabla.Nabla;
import nabla.Tensor;
import nabla.data.Batch;
import nabla.data.Dataset;
import nabla.data.Order;
import nabla.nn.Module;

/** How a network that sorts into classes answers a whole dataset. */
public final class Evaluation {
    /** Enough to keep a device busy, few enough for the intermediate pictures of a convolution to fit anywhere. */
    private static final int BATCH = 500;

    private final int[] labels;
    private final int[] predictions;

    private Evaluation(int[] labels, int[] predictions) {
        this.labels = labels;
        this.predictions = predictions;
    }

    /**
     * Returns the network's answers to all examples of a dataset. May wait for the device. Draws no random number.
     *
     * @param network maps x [N, ...] to one score for each class, [N, C]
     */
    public static Evaluation of(Module network, Dataset dataset) {
        int length = dataset.length();
        int[] labels = new int[length];
        int[] predictions = new int[length];
        Order order = Order.fromBeginning(length);
        boolean wasTraining = network.isTraining();
        network.eval();
        for (int start = 0; start < length; start += BATCH) {
            Batch batch = dataset.batch(order, start, Math.min(BATCH, length - start));
            copy(batch.y(), labels, start);
            copy(answers(network, batch.x()), predictions, start);
        }
        if (wasTraining) {
            network.train();
        }
        return new Evaluation(labels, predictions);
    }

    private static Tensor answers(Module network, Tensor x) {
        return Nabla.noGrad(() -> network.call(x).argmax(1));
    }

    private static void copy(Tensor classes, int[] target, int start) {
        long[] values = classes.toLongArray();
        for (int i = 0; i < values.length; i++) {
            target[start + i] = (int) values[i];
        }
    }

    /** Returns how many examples there are. */
    public int length() {
        return labels.length;
    }

    /** Returns the class that example {@code i} belongs to. */
    public int label(int i) {
        return labels[i];
    }

    /** Returns the class that the network gives to example {@code i}. */
    public int prediction(int i) {
        return predictions[i];
    }

    /** Returns the share of right answers, from 0 to 1. */
    public double accuracy() {
        int right = 0;
        for (int i = 0; i < labels.length; i++) {
            right += labels[i] == predictions[i] ? 1 : 0;
        }
        return (double) right / labels.length;
    }

    /** Returns how often class r was taken for class c, at place r · {@code classes} + c. */
    public int[] confusion(int classes) {
        int[] counts = new int[classes * classes];
        for (int i = 0; i < labels.length; i++) {
            counts[labels[i] * classes + predictions[i]]++;
        }
        return counts;
    }
}
