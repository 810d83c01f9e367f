package nabla.data;

import java.util.Arrays;
import nabla.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Pictures and labels of two IDX files in MNIST's form, as tensors on the standard device.
 *
 * @param images uint8 [N, H, W]
 * @param labels int64 [N], each from 0 to 9
 */
record Pictures(Tensor images, Tensor labels) {
    private static final int CLASSES = 10;

    private static @Nullable DatasetSource source;

    static void readFrom(DatasetSource place) {
        source = place;
    }

    static Pictures fetch(String dataset, boolean train) {
        DatasetSource place = source;
        if (place == null) {
            throw new IllegalStateException(dataset + ": nobody has said where datasets' files are.\n"
                    + "  Hint: a page does; elsewhere call VisionDataset.readFrom first.");
        }
        String part = train ? "train" : "t10k";
        String images = part + "-images-idx3-ubyte";
        String labels = part + "-labels-idx1-ubyte";
        return read(images, place.read(dataset, images), labels, place.read(dataset, labels));
    }

    /**
     * Reads two files.
     *
     * @throws IllegalArgumentException if a file is damaged, or the two do not belong together
     */
    static Pictures read(String imagesName, byte[] images, String labelsName, byte[] labels) {
        Idx pictures = Idx.read(imagesName, images);
        Idx answers = Idx.read(labelsName, labels);
        int[] shape = pictures.shape();
        if (shape.length != 3) {
            throw wrong(imagesName, "images have 3 dimensions, but it has the shape " + Arrays.toString(shape));
        }
        if (answers.shape().length != 1) {
            throw wrong(
                    labelsName, "labels have 1 dimension, but it has the shape " + Arrays.toString(answers.shape()));
        }
        if (answers.count() != shape[0]) {
            throw wrong(
                    labelsName,
                    "it has " + answers.count() + " labels, but " + imagesName + " has " + shape[0] + " images");
        }
        long[] classes = new long[answers.count()];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = answers.get(i);
            if (classes[i] >= CLASSES) {
                throw wrong(labelsName, "label " + i + " is " + classes[i] + ", but labels are 0 to " + (CLASSES - 1));
            }
        }
        return new Pictures(Tensor.tensor(pictures.bytes(), shape), Tensor.tensor(classes, classes.length));
    }

    private static IllegalArgumentException wrong(String name, String reason) {
        return new IllegalArgumentException("The file " + name + " does not fit: " + reason + ".\n"
                + "  Hint: a dataset is a file of images and the file of labels that was published with it.");
    }
}
