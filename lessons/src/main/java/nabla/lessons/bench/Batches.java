package nabla.lessons.bench;

import java.util.ArrayList;
import java.util.List;
import nabla.Tensor;

/** Eight batches of noise with random labels, which come again and again; each is made when it is first needed. */
final class Batches {
    /** Inputs of shape [batchSize, inputShape...] in [-1, 1), and labels of shape [batchSize] from 0 to 9. */
    record Batch(Tensor x, Tensor y) {}

    private static final int COUNT = 8;
    private static final int CLASSES = 10;

    private final Mulberry32 random = new Mulberry32(1);
    private final List<Batch> made = new ArrayList<>();
    private final int batchSize;
    private final int[] shape;
    private int size;
    private int next;

    Batches(int batchSize, int... inputShape) {
        this.batchSize = batchSize;
        shape = new int[inputShape.length + 1];
        shape[0] = batchSize;
        System.arraycopy(inputShape, 0, shape, 1, inputShape.length);
        size = 1;
        for (int extent : shape) {
            size *= extent;
        }
    }

    Batch next() {
        if (next == made.size()) {
            made.add(make());
        }
        Batch batch = made.get(next);
        next = (next + 1) % COUNT;
        return batch;
    }

    private Batch make() {
        Tensor x = Tensor.tensor(random.centred(size, 1), shape);
        long[] labels = new long[batchSize];
        for (int i = 0; i < batchSize; i++) {
            labels[i] = (long) (random.next() * CLASSES);
        }
        return new Batch(x, Tensor.tensor(labels));
    }
}
