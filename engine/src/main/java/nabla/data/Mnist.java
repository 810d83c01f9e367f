package nabla.data;

import java.util.Arrays;
import nabla.Tensor;
import nabla.op.DType;

/** Reads the datasets that are published in MNIST's form: MNIST, Fashion-MNIST and Nabla's own digits. */
public final class Mnist {
    private static final int CLASSES = 10;

    private Mnist() {}

    /**
     * Returns the dataset of two IDX files: x are images [1, H, W] of float32 from 0 (paper) to 1 (ink), y labels of
     * int64 from 0 to 9. The images lie on the device as the bytes they are; batches become float32 there.
     *
     * @param imagesName what errors call the file of images
     * @param labelsName what errors call the file of labels
     * @throws IllegalArgumentException if a file is damaged, or the two do not belong together
     */
    public static TensorDataset read(String imagesName, byte[] images, String labelsName, byte[] labels) {
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
        Tensor bytes = Tensor.tensor(pictures.bytes(), shape[0], 1, shape[1], shape[2]);
        return new TensorDataset(bytes, Tensor.tensor(classes, classes.length), Mnist::brightness);
    }

    private static Tensor brightness(Tensor bytes) {
        return bytes.to(DType.FLOAT32).div(255);
    }

    private static IllegalArgumentException wrong(String name, String reason) {
        return new IllegalArgumentException("The file " + name + " does not fit: " + reason + ".\n"
                + "  Hint: a dataset is a file of images and the file of labels that was published with it.");
    }
}
