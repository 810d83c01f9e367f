package nabla.conformance;

/** Where the whole programs' datasets come from: files on the JVM, the harness's server in a browser. */
@FunctionalInterface
public interface Datasets {
    /**
     * Returns the bytes of an unpacked IDX file.
     *
     * @param dataset {@code mnist} or {@code fashion-mnist}
     * @param file such as {@code train-images-idx3-ubyte}
     * @throws MissingDatasetException if there is no such file
     */
    byte[] read(String dataset, String file);
}
