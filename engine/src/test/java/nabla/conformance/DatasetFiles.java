package nabla.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** The datasets in a folder, packed with gzip or not: {@code mnist/train-images-idx3-ubyte.gz} and so on. */
public record DatasetFiles(Path folder) implements Datasets {
    /**
     * Returns those in the folder that the system property {@code nabla.datasets} names, else {@code ../shared/datasets}
     * beside the project.
     *
     * @param project the project's root
     */
    public static DatasetFiles find(Path project) {
        String given = System.getProperty("nabla.datasets", "../shared/datasets");
        return new DatasetFiles(project.resolve(given).normalize());
    }

    @Override
    public byte[] read(String dataset, String file) {
        Path plain = folder.resolve(dataset).resolve(file);
        Path packed = folder.resolve(dataset).resolve(file + ".gz");
        if (!Files.exists(plain) && !Files.exists(packed)) {
            throw new MissingDatasetException(packed.toString());
        }
        try (InputStream in =
                Files.exists(plain) ? Files.newInputStream(plain) : new GZIPInputStream(Files.newInputStream(packed))) {
            return in.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
