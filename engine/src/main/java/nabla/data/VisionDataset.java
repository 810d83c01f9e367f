package nabla.data;

import java.util.List;
import nabla.Tensor;

/**
 * Pictures with labels, which lie on the device as the bytes they are. Batches are gathered and transformed there.
 */
public abstract sealed class VisionDataset implements Dataset permits MNIST, FashionMNIST {
    /** A transform that changes nothing. */
    static final Transform SAME = new Transform() {
        @Override
        public Tensor apply(Tensor part) {
            return part;
        }

        @Override
        public Tensor applyAll(Tensor parts) {
            return parts;
        }
    };

    private final Tensor data;
    private final Tensor targets;
    private final Transform transform;
    private final Transform targetTransform;

    VisionDataset(Pictures pictures, Transform transform, Transform targetTransform) {
        data = pictures.images();
        targets = pictures.labels();
        this.transform = transform;
        this.targetTransform = targetTransform;
    }

    /** Sets where the constructors of all published datasets read their files. Belongs to whoever runs the program. */
    public static void readFrom(DatasetSource source) {
        Pictures.readFrom(source);
    }

    /** Returns the names of the classes, by label. */
    public abstract List<String> classes();

    /** Returns all pictures as they were published, uint8 [N, H, W]. */
    public Tensor data() {
        return data;
    }

    /** Returns all labels, int64 [N]. */
    public Tensor targets() {
        return targets;
    }

    @Override
    public int length() {
        return data.size(0);
    }

    @Override
    public Example get(int position) {
        TensorDataset.checkPosition("the dataset", position, length());
        return new Example(
                transform.apply(data.narrow(0, position, 1).squeeze(0)),
                targetTransform.apply(targets.narrow(0, position, 1).squeeze(0)));
    }

    @Override
    public Batch batch(Order order, int start, int count) {
        Tensor positions = order.positions(start, count);
        return new Batch(
                transform.applyAll(data.indexSelect(0, positions)),
                targetTransform.applyAll(targets.indexSelect(0, positions)));
    }
}
