package nabla.data;

import java.util.List;
import nabla.Tensor;

/**
 * Several transforms, one after another.
 *
 * @see <a href="https://docs.pytorch.org/vision/stable/generated/torchvision.transforms.Compose.html">Compose</a>
 */
public final class Compose implements Transform {
    private final List<Transform> transforms;

    /** Makes a transform, such as {@code new Compose(new ToTensor(), new Normalize(0.1307, 0.3081))}. */
    public Compose(Transform... transforms) {
        this.transforms = List.of(transforms);
    }

    @Override
    public Tensor apply(Tensor part) {
        Tensor changed = part;
        for (Transform transform : transforms) {
            changed = transform.apply(changed);
        }
        return changed;
    }

    @Override
    public Tensor applyAll(Tensor parts) {
        Tensor changed = parts;
        for (Transform transform : transforms) {
            changed = transform.applyAll(changed);
        }
        return changed;
    }

    /** Returns what torchvision prints. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Compose(");
        for (Transform transform : transforms) {
            text.append("\n    ").append(transform);
        }
        return text.append("\n)").toString();
    }
}
