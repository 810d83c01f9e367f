package nabla.backend;

import nabla.compile.Plan;
import nabla.op.Buffer;
import nabla.op.DType;
import org.jspecify.annotations.Nullable;

/**
 * A place where plans run. Calls take effect in the order made; only {@link #read} may wait for the device, all others
 * return at once. Buffers and executables belong to the backend that made them. One thread uses a backend.
 */
public interface Backend {
    /** The device's name: {@code reference}, {@code jvm}, {@code simd} or {@code webgpu}. */
    String name();

    /**
     * Memory for {@code size} elements; its content is undefined.
     *
     * @throws OutOfMemoryException if the device has no room; the message says how much was asked and what to do
     */
    Buffer allocate(DType type, int size);

    /** Gives the memory back. Runs made before still see it. Nobody uses the buffer after this. */
    void free(Buffer buffer);

    /**
     * Copies a Java array into the buffer from its start. The array fits the type: {@code float[]} for float32,
     * {@code double[]} for float64, {@code long[]} for int64, {@code boolean[]} for bool, {@code byte[]} for uint8.
     *
     * @throws IllegalArgumentException if the array is longer than the buffer, of another type, or holds an integer that
     *     the device cannot hold
     */
    void write(Buffer target, Object array);

    /** Makes the plan ready to run. */
    Executable compile(Plan plan);

    /**
     * Runs a plan: reads {@code leaves} and {@code scalars}, writes {@code outputs} and the leaves that it updates.
     *
     * @param outputs a buffer for each of the plan's outputs; for one that updates a leaf in place, that leaf's buffer
     * @param scalars a number for each of the plan's scalars
     */
    void run(Executable executable, Buffer[] leaves, Buffer[] outputs, double[] scalars);

    /**
     * The contents of the buffers as new Java arrays of the types named at {@link #write}. Waits until all runs made before
     * have finished. The only call that may suspend.
     */
    Object[] read(Buffer... sources);

    /**
     * As {@link #read} of one buffer, but never waits: null where the numbers are out of this program's reach, so that only
     * waiting would tell.
     */
    default @Nullable Object readNow(Buffer source) {
        return null;
    }
}
