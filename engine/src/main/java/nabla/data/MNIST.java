package nabla.data;

import java.util.List;

/**
 * Handwritten digits: 60,000 pictures of 28 × 28 to learn from and 10,000 kept back.
 *
 * <pre>{@code
 * var train = new MNIST(true);
 * var normalized = new MNIST(true, new Compose(new ToTensor(), new Normalize(0.1307, 0.3081)));
 * }</pre>
 *
 * @see <a href="https://docs.pytorch.org/vision/stable/generated/torchvision.datasets.MNIST.html">torchvision's MNIST</a>
 */
public final class MNIST extends VisionDataset {
    private static final List<String> CLASSES = List.of(
            "0 - zero",
            "1 - one",
            "2 - two",
            "3 - three",
            "4 - four",
            "5 - five",
            "6 - six",
            "7 - seven",
            "8 - eight",
            "9 - nine");

    /** Makes a dataset of float32 pictures [1, 28, 28] from 0 to 1: those to learn from, or those kept back. May wait. */
    public MNIST(boolean train) {
        this(train, new ToTensor());
    }

    /** Makes a dataset whose pictures go through a transform: uint8 [28, 28] before it. May wait. */
    public MNIST(boolean train, Transform transform) {
        this(train, transform, SAME);
    }

    /** Makes a dataset whose pictures and labels, int64 [], go through transforms. May wait. */
    public MNIST(boolean train, Transform transform, Transform targetTransform) {
        super(Pictures.fetch("mnist", train), transform, targetTransform);
    }

    private MNIST(Pictures pictures) {
        super(pictures, new ToTensor(), SAME);
    }

    /**
     * Returns the dataset of two IDX files in MNIST's form, such as MNIST's own or digits that Nabla drew.
     *
     * @param imagesName what errors call the file of images
     * @param labelsName what errors call the file of labels
     * @throws IllegalArgumentException if a file is damaged, or the two do not belong together
     */
    public static MNIST read(String imagesName, byte[] images, String labelsName, byte[] labels) {
        return new MNIST(Pictures.read(imagesName, images, labelsName, labels));
    }

    @Override
    public List<String> classes() {
        return CLASSES;
    }
}
