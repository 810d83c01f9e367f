package nabla.data;

import nabla.Tensor;
import org.jspecify.annotations.Nullable;

/** The order in which one pass visits a dataset: positions, here and, once asked for, on the device. */
public final class Order {
    private final int[] positions;
    private @Nullable Tensor onDevice;

    Order(int[] positions) {
        this.positions = positions;
    }

    /** Returns the order from the first of {@code length} examples to the last. */
    public static Order fromBeginning(int length) {
        return new Order(new SequentialSampler(length).positions());
    }

    /** Returns how many positions there are. */
    public int length() {
        return positions.length;
    }

    /** Returns the position that comes at place {@code i}. */
    public int position(int i) {
        return positions[i];
    }

    /** Returns the order that visits {@code others[p]} where this one visits p. */
    Order through(int[] others) {
        int[] translated = new int[positions.length];
        for (int i = 0; i < translated.length; i++) {
            translated[i] = others[positions[i]];
        }
        return new Order(translated);
    }

    /** Returns {@code count} positions from place {@code start} on, int64 [count], without moving data there. */
    public Tensor positions(int start, int count) {
        Tensor all = onDevice;
        if (all == null) {
            long[] values = new long[positions.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = positions[i];
            }
            all = Tensor.tensor(values, values.length);
            onDevice = all;
        }
        return all.narrow(0, start, count);
    }
}
