package nabla.server.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Where the site's files come from: the jar (fixed, packed with brotli in the background), or a directory (during
 * development: looked at again on each request).
 */
public final class Site {
    private record State(long fingerprint, SiteFiles files) {}

    private final @Nullable Path directory;
    private volatile State state;

    private Site(@Nullable Path directory, State state) {
        this.directory = directory;
        this.state = state;
    }

    /**
     * The site of this jar.
     *
     * @param cache where packed forms are kept between starts
     */
    public static Site embedded(Path cache) {
        SortedMap<String, byte[]> files = FileTree.resources("site");
        var site = new SiteFiles(files);
        var packer = new Thread(() -> site.packWithBrotli(new BrotliCache(cache)), "brotli");
        packer.setDaemon(true);
        packer.start();
        return new Site(null, new State(0, site));
    }

    /** The site in a directory; changes there show on the next request. */
    public static Site directory(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new IOException("--site " + directory + " is not a directory.");
        }
        return new Site(directory, read(directory));
    }

    private static State read(Path directory) throws IOException {
        return new State(FileTree.fingerprint(directory), new SiteFiles(FileTree.directory(directory)));
    }

    /** The files as they are now. */
    public SiteFiles files() {
        State known = state;
        if (directory == null) {
            return known.files;
        }
        try {
            if (FileTree.fingerprint(directory) != known.fingerprint) {
                known = read(directory);
                state = known;
            }
            return known.files;
        } catch (IOException e) {
            throw new UncheckedIOException("The site's directory " + directory + " cannot be read.", e);
        }
    }
}
