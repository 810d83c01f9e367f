package nabla.web.worker;

import nabla.data.Idx;
import nabla.web.js.Http;
import nabla.web.js.JsRecord;
import nabla.web.js.Numbers;
import org.teavm.jso.typedarrays.Int8Array;
import org.teavm.jso.typedarrays.Uint8Array;

/** A dataset's four files as they came from the server, with the server's description of it. */
record DatasetFiles(JsRecord description, Idx trainImages, Idx trainLabels, Idx testImages, Idx testLabels) {
    /**
     * Fetches the dataset and tells the page how far that is. Waits.
     *
     * @param name {@code mnist} or {@code fashion-mnist}; the server may answer with another when it has neither
     */
    static DatasetFiles fetch(String name) {
        Report.loading("Asking for the dataset …", 0);
        JsRecord description = Http.json("/api/datasets/" + name);
        Report.dataset(description);
        JsRecord files = description.record("files");
        String title = description.text("title");
        Loading loading = new Loading(title, files);
        Idx testImages = loading.file("testImages");
        Idx testLabels = loading.file("testLabels");
        Idx trainImages = loading.file("trainImages");
        Idx trainLabels = loading.file("trainLabels");
        return new DatasetFiles(description, trainImages, trainLabels, testImages, testLabels);
    }

    /** Adds up what has come of all files. */
    private static final class Loading {
        private final String title;
        private final JsRecord files;
        private double total;
        private double before;
        private double reported;

        Loading(String title, JsRecord files) {
            this.title = title;
            this.files = files;
            for (String part : new String[] {"testImages", "testLabels", "trainImages", "trainLabels"}) {
                total += files.record(part).number("bytes");
            }
        }

        Idx file(String part) {
            JsRecord file = files.record(part);
            int size = file.integer("bytes");
            Uint8Array bytes = Http.bytes(file.text("url"), size, this::received);
            before += size;
            return Idx.read(title + ", " + part, new Int8Array(bytes.getBuffer()).copyToJavaArray());
        }

        private void received(int bytes) {
            double share = (before + bytes) / total;
            if (share - reported >= 0.01 || share == 1) {
                reported = share;
                Report.loading("Loading " + title + ": " + Numbers.fixed(100 * share, 0) + "%", share);
            }
        }
    }
}
