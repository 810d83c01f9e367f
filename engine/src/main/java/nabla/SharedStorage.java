package nabla;

import java.util.Arrays;
import nabla.op.DType;
import nabla.op.Node;
import nabla.op.Ops;
import nabla.op.Shape;
import nabla.runtime.Device;

/** Memory that a Java array shares: what {@link Tensor#wrap} looks at. */
final class SharedStorage extends Storage {
    private final float[] array;
    private final Shape shape;
    private float[] known;

    SharedStorage(Device device, float[] array, Shape shape) {
        super(device, leaf(array.clone(), shape));
        this.array = array;
        this.shape = shape;
        known = array.clone();
    }

    private static Node leaf(float[] values, Shape shape) {
        return Ops.data(shape, DType.FLOAT32, () -> values);
    }

    /** The newest version, after taking what was written to the array since. */
    @Override
    Node current() {
        if (!Arrays.equals(array, known)) {
            known = array.clone();
            write(leaf(array.clone(), shape));
        }
        return super.current();
    }

    /**
     * Brings the newest version to the array, without waiting: in-place writes are everywhere, and where they could wait,
     * TeaVM would make all that writes suspendable.
     *
     * @throws IllegalStateException on a device whose memory only waiting could read
     */
    @Override
    void share() {
        Object values = device.readNow(super.current());
        if (values == null) {
            throw new IllegalStateException(
                    "wrap: an array cannot share the memory of " + device.name()
                            + ", which is read by waiting.\n  Hint: use the device simd, or copy with tensor(...) and toArray().");
        }
        System.arraycopy((float[]) values, 0, array, 0, array.length);
        known = array.clone();
    }
}
