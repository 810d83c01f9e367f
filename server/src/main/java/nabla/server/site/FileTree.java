package nabla.server.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All files below a directory, or below a folder of the class path, as a map from relative name to bytes. */
public final class FileTree {
    private FileTree() {}

    /** The files of a directory; names use {@code /}. */
    public static SortedMap<String, byte[]> directory(Path root) throws IOException {
        var files = new TreeMap<String, byte[]>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
                files.put(root.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
            }
        }
        return files;
    }

    /** The files of a folder of the class path, in a jar or not; empty when there is no such folder. */
    public static SortedMap<String, byte[]> resources(String folder) {
        URL url = FileTree.class.getClassLoader().getResource(folder);
        if (url == null) {
            return new TreeMap<>();
        }
        try {
            URI uri = url.toURI();
            if (!uri.getScheme().equals("jar")) {
                return directory(Path.of(uri));
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return directory(jar.getPath("/" + folder));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " of the class path cannot be read.", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The class path has an address that is none: " + url, e);
        }
    }

    /** A number that changes when a file below the directory is added, removed or written. */
    static long fingerprint(Path root) throws IOException {
        long sum = 0;
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
                long time = Files.getLastModifiedTime(path).toMillis();
                sum += (path.toString().hashCode() * 31L + time) * 31 + Files.size(path);
            }
        }
        return sum;
    }
}
