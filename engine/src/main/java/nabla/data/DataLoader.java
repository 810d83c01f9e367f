package nabla.data;

import java.util.Iterator;
import java.util.NoSuchElementException;
import nabla.random.Generator;
import org.jspecify.annotations.Nullable;

/**
 * Walks through a dataset in batches, in PyTorch's order for the same seed.
 *
 * <p>Each {@code for} over a loader is a new pass. The last batch is smaller where the batch size does not divide the
 * number of examples, or left out.
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/data.html#torch.utils.data.DataLoader">torch's DataLoader</a>
 */
public final class DataLoader implements Iterable<Batch> {
    /** What the place where a program runs does between two batches, such as pausing. It may wait. */
    @FunctionalInterface
    public interface Pause {
        void betweenBatches();

        /**
         * Whether the loop is to rehearse its next iteration before it gets the batch.
         *
         * @param batchSize of the next batch
         * @return the places in that batch of the examples to rehearse with; null for no rehearsal
         */
        default int @Nullable [] rehearsal(int batchSize) {
            return null;
        }

        /** The loop gets this batch to rehearse with; the rehearsal lasts until the loop asks for the next batch. */
        default void rehearse(Batch batch) {}
    }

    private static Pause pause = () -> {};

    private final Dataset dataset;
    private final int batchSize;
    private final Sampler sampler;
    private final boolean dropLast;

    /** Makes a loader that goes through the dataset from its beginning. */
    public DataLoader(Dataset dataset, int batchSize) {
        this(dataset, batchSize, false);
    }

    /** Makes a loader that goes from the dataset's beginning or, shuffled, in a new random order each pass. */
    public DataLoader(Dataset dataset, int batchSize, boolean shuffle) {
        this(dataset, batchSize, shuffle, false);
    }

    /** As {@link #DataLoader(Dataset, int, boolean)}; with {@code dropLast} without a last batch that is not full. */
    public DataLoader(Dataset dataset, int batchSize, boolean shuffle, boolean dropLast) {
        this(
                dataset,
                batchSize,
                shuffle ? new RandomSampler(dataset.length()) : new SequentialSampler(dataset.length()),
                dropLast);
    }

    /** Makes a loader that goes through the dataset as a sampler says. */
    public DataLoader(Dataset dataset, int batchSize, Sampler sampler) {
        this(dataset, batchSize, sampler, false);
    }

    /**
     * Makes a loader.
     *
     * @param sampler says which examples come, and in which order
     * @param dropLast whether to leave out a last batch that is not full
     * @throws IllegalArgumentException with PyTorch's words if the batch size is below 1
     */
    public DataLoader(Dataset dataset, int batchSize, Sampler sampler, boolean dropLast) {
        if (batchSize < 1) {
            throw new IllegalArgumentException("batch_size should be a positive integer value, but got batch_size="
                    + batchSize + "\n  Hint: it is how many examples the network sees at once.");
        }
        this.dataset = dataset;
        this.batchSize = batchSize;
        this.sampler = sampler;
        this.dropLast = dropLast;
    }

    /** Sets what all loaders do before each batch and after the last. Belongs to whoever runs the program. */
    public static void betweenBatches(Pause action) {
        pause = action;
    }

    /** Returns how many batches a pass has. */
    public int length() {
        return (sampler.length() + (dropLast ? 0 : batchSize - 1)) / batchSize;
    }

    /** Begins a pass. Draws the number from which PyTorch seeds its workers, though there are none, then the order. */
    @Override
    public Iterator<Batch> iterator() {
        Generator.defaultGenerator().next64();
        return new Pass(new Order(sampler.positions()));
    }

    private final class Pass implements Iterator<Batch> {
        private final Order order;
        private int start;

        Pass(Order order) {
            this.order = order;
        }

        @Override
        public boolean hasNext() {
            pause.betweenBatches();
            return !isOver();
        }

        private boolean isOver() {
            return start + (dropLast ? batchSize : 1) > order.length();
        }

        @Override
        public Batch next() {
            if (isOver()) {
                throw new NoSuchElementException("The pass has no further batch.");
            }
            int count = Math.min(batchSize, order.length() - start);
            int[] rehearsed = pause.rehearsal(count);
            if (rehearsed != null) {
                int[] positions = new int[rehearsed.length];
                for (int i = 0; i < positions.length; i++) {
                    positions[i] = order.position(start + rehearsed[i]);
                }
                Batch part = dataset.batch(new Order(positions), 0, positions.length);
                pause.rehearse(part);
                return part;
            }
            Batch batch = dataset.batch(order, start, count);
            start += count;
            return batch;
        }
    }
}
