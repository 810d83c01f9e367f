package nabla.lessons;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import nabla.data.MNIST;
import nabla.data.VisionDataset;
import org.junit.jupiter.api.Assumptions;

/** The real datasets, where there are any: in the system property {@code nabla.datasets}, or beside the project. */
final class TestDatasets {
    private TestDatasets() {}

    /** Returns MNIST's training set; ends the test as skipped, and says so loudly, where there is none. */
    static VisionDataset mnistTrain() {
        return read("mnist", "train");
    }

    /** Returns MNIST's test set, under the same condition. */
    static VisionDataset mnistTest() {
        return read("mnist", "t10k");
    }

    /** Returns Fashion-MNIST's training set, under the same condition. */
    static VisionDataset fashionTrain() {
        return read("fashion-mnist", "train");
    }

    /** Returns Fashion-MNIST's test set, under the same condition. */
    static VisionDataset fashionTest() {
        return read("fashion-mnist", "t10k");
    }

    private static VisionDataset read(String dataset, String part) {
        return MNIST.read(
                part + " images",
                bytes(dataset, part + "-images-idx3-ubyte.gz"),
                part + " labels",
                bytes(dataset, part + "-labels-idx1-ubyte.gz"));
    }

    private static byte[] bytes(String dataset, String name) {
        Path file = directory().resolve(dataset).resolve(name);
        if (!Files.exists(file)) {
            System.out.println("SKIPPED: there is no " + file + ". Give the directory with -Dnabla.datasets=DIR.");
        }
        Assumptions.assumeTrue(Files.exists(file), () -> "no dataset at " + file);
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return in.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Path directory() {
        String given = System.getProperty("nabla.datasets");
        return given == null ? Path.of("").toAbsolutePath().resolve("../../shared/datasets") : Path.of(given);
    }
}
