package nabla.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** The cases that may still fail: those of operations on their way, a file each in the test resources. */
public final class Pending {
    private Pending() {}

    /**
     * Returns their names.
     *
     * @param project the project's root
     */
    public static Set<String> names(Path project) throws IOException {
        Set<String> names = new HashSet<>();
        try (Stream<Path> lists = Files.list(project.resolve("engine/src/test/resources/pending"))) {
            for (Path list : lists.toList()) {
                String file = list.getFileName().toString().replace(".txt", "");
                for (String name : Files.readAllLines(list)) {
                    names.add(file + ": " + name);
                }
            }
        }
        return names;
    }
}
