package nabla.conformance;

/** Thrown where a case needs a dataset that is not at hand. Such a case counts as skipped, never as passed. */
public final class MissingDatasetException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * Says what is missing.
     *
     * @param what such as {@code /data/mnist/train-images-idx3-ubyte.gz}
     */
    public MissingDatasetException(String what) {
        super("there is no " + what + ". Give the folder of the datasets with -Dnabla.datasets=DIR.");
    }
}
