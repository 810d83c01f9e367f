package nabla.server.dataset;

/** The four files of a dataset in IDX form. */
public enum Part {
    TRAIN_IMAGES("trainImages", "train-images-idx3-ubyte"),
    TRAIN_LABELS("trainLabels", "train-labels-idx1-ubyte"),
    TEST_IMAGES("testImages", "t10k-images-idx3-ubyte"),
    TEST_LABELS("testLabels", "t10k-labels-idx1-ubyte");

    private final String key;
    private final String fileName;

    Part(String key, String fileName) {
        this.key = key;
        this.fileName = fileName;
    }

    /** What the API calls it. */
    String key() {
        return key;
    }

    /** The usual name of its unpacked file. */
    String fileName() {
        return fileName;
    }

    boolean isImages() {
        return this == TRAIN_IMAGES || this == TEST_IMAGES;
    }
}
