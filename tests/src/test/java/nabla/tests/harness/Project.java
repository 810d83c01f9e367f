package nabla.tests.harness;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the project's files are, from whichever folder the tests are run. */
public final class Project {
    private Project() {}

    /** The project's root: the nearest folder above that holds the Maven wrapper. */
    public static Path root() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("mvnw"))) {
                return folder;
            }
        }
        throw new IllegalStateException("The tests do not run inside the project: no folder above "
                + Path.of("").toAbsolutePath() + " holds mvnw.");
    }

    /**
     * The folder of MNIST and Fashion-MNIST: the system property {@code nabla.datasets}, else {@code ../shared/datasets}
     * beside the project; nothing where neither exists.
     */
    public static Optional<Path> datasets() {
        Path folder = Path.of(System.getProperty("nabla.datasets", root() + "/../shared/datasets"));
        return Files.isDirectory(folder) ? Optional.of(folder.normalize()) : Optional.empty();
    }
}
