package nabla.data;

import java.util.List;

/**
 * Pictures of clothes in MNIST's form, 6,000 of each of ten kinds to learn from and 1,000 kept back.
 *
 * @see <a href="https://docs.pytorch.org/vision/stable/generated/torchvision.datasets.FashionMNIST.html">torchvision</a>
 */
public final class FashionMNIST extends VisionDataset {
    private static final List<String> CLASSES = List.of(
            "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot");

    /** Makes a dataset of float32 pictures [1, 28, 28] from 0 to 1: those to learn from, or those kept back. May wait. */
    public FashionMNIST(boolean train) {
        this(train, new ToTensor());
    }

    /** Makes a dataset whose pictures go through a transform: uint8 [28, 28] before it. May wait. */
    public FashionMNIST(boolean train, Transform transform) {
        this(train, transform, SAME);
    }

    /** Makes a dataset whose pictures and labels, int64 [], go through transforms. May wait. */
    public FashionMNIST(boolean train, Transform transform, Transform targetTransform) {
        super(Pictures.fetch("fashion-mnist", train), transform, targetTransform);
    }

    @Override
    public List<String> classes() {
        return CLASSES;
    }
}
