package nabla.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import nabla.io.Json;

/**
 * The files of cases: those in the folder that the system property {@code nabla.conformance} names, else those in the
 * engine's test resources, recorded by a script that ran PyTorch 1.13.
 */
public final class CaseFiles {
    private static final String ENDING = ".json";

    private final Path folder;

    private CaseFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * Returns the files to run.
     *
     * @param project the project's root
     * @throws IllegalArgumentException if there is no such folder, or no case in it
     */
    public static CaseFiles find(Path project) {
        String given = System.getProperty("nabla.conformance");
        Path own = project.resolve("engine/src/test/resources/conformance");
        CaseFiles files = new CaseFiles(given == null ? own : project.resolve(given));
        if (files.names().isEmpty()) {
            throw new IllegalArgumentException("There is no case of conformance in the folder " + files.folder
                    + ".\n  Hint: -Dnabla.conformance=DIR names a folder of files such as elementwise.json.");
        }
        return files;
    }

    /** Returns the project's own files, whatever the system property says. */
    public static CaseFiles own() {
        return new CaseFiles(Path.of("src/test/resources/conformance"));
    }

    /** Returns where the files are. */
    public Path folder() {
        return folder;
    }

    /** Returns the files' names in alphabetical order, without their ending. */
    public List<String> names() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns the cases of one file. */
    public List<Case> cases(String file) {
        try {
            return Case.read(file, Files.readString(folder.resolve(file + ENDING)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns all cases, file by file. */
    public List<Case> all() {
        List<Case> cases = new ArrayList<>();
        for (String name : names()) {
            cases.addAll(cases(name));
        }
        return cases;
    }

    /** Returns what is recorded under this name. */
    public Json find(String file, String name) {
        return cases(file).stream()
                .map(Case::recorded)
                .filter(each -> each.get("name").text().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
