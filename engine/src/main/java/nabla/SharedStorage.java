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

    /** Brings the newest version to the array. Waits for the device. */
    @Override
    void share() {
        float[] values = (float[]) device.read(super.current())[0];
        System.arraycopy(values, 0, array, 0, array.length);
        known = values;
    }
}
