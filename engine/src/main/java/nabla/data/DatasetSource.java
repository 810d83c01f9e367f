package nabla.data;

/** Where the files of published datasets come from: a folder, or a server. */
@FunctionalInterface
public interface DatasetSource {
    /**
     * Returns the bytes of an unpacked file. May wait.
     *
     * @param dataset such as {@code mnist}
     * @param file such as {@code train-images-idx3-ubyte}
     */
    byte[] read(String dataset, String file);
}
