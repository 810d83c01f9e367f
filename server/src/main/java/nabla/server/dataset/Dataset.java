package nabla.server.dataset;

import java.util.List;
import java.util.Map;
import nabla.server.http.Resource;

/**
 * A dataset that is ready to be served.
 *
 * @param name its address
 * @param title its name for people
 * @param note what it is, where from, and why this one
 * @param source how the server came by it
 * @param classes the names of the classes, by label
 * @param files its four files
 */
record Dataset(String name, String title, String note, Source source, List<String> classes, Map<Part, File> files) {

    File file(Part part) {
        File file = files.get(part);
        if (file == null) {
            throw new IllegalStateException(name + " has no " + part.fileName() + ".");
        }
        return file;
    }

    /** How the server came by a dataset. */
    enum Source {
        DIRECTORY,
        MIRROR,
        DRAWN
    }

    /** A file: how many items and unpacked bytes, and what to send. */
    record File(int count, long bytes, Resource resource) {}
}
