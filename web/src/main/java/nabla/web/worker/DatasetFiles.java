package nabla.web.worker;

import java.util.ArrayList;
import java.util.List;
import nabla.data.MNIST;
import nabla.data.VisionDataset;
import nabla.runtime.Device;
import nabla.trace.Text;
import nabla.web.js.Http;
import nabla.web.js.JsRecord;
import nabla.web.js.Numbers;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.typedarrays.Int8Array;
import org.teavm.jso.typedarrays.Uint8Array;

/** A dataset's four files as they came from the server, with the server's description of it. */
final class DatasetFiles {
    private static final String[] PARTS = {"testImages", "testLabels", "trainImages", "trainLabels"};

    private final String wanted;
    private final JsRecord description;
    private final byte[][] files = new byte[PARTS.length][];
    private @Nullable OnDevice held;

    /** The examples as tensors on a device. */
    private record OnDevice(Device device, VisionDataset train, VisionDataset test) {}

    private DatasetFiles(String wanted, JsRecord description) {
        this.wanted = wanted;
        this.description = description;
    }

    /**
     * Fetches the dataset and tells the page how far that is. Waits.
     *
     * @param name {@code mnist} or {@code fashion-mnist}; the server may answer with another when it has neither
     */
    static DatasetFiles fetch(String name) {
        Report.loading(Text.of("Asking for the dataset …"), 0);
        DatasetFiles files = new DatasetFiles(name, Http.json("/api/datasets/" + name));
        files.download();
        return files;
    }

    /** Whether these files are the answer to this wish. */
    boolean answer(String name) {
        return wanted.equals(name);
    }

    JsRecord description() {
        return description;
    }

    List<String> classes() {
        List<String> names = new ArrayList<>();
        JsRecord listed = description.record("classes");
        for (int i = 0; i < listed.length(); i++) {
            names.add(listed.textAt(i));
        }
        return names;
    }

    /** The examples to learn from, on the standard device. */
    VisionDataset train() {
        return held().train;
    }

    /** The examples that are kept back, on the standard device. */
    VisionDataset test() {
        return held().test;
    }

    private OnDevice held() {
        Device device = Device.standard();
        OnDevice known = held;
        if (known == null || known.device != device) {
            known = new OnDevice(
                    device,
                    MNIST.read(name(2), files[2], name(3), files[3]),
                    MNIST.read(name(0), files[0], name(1), files[1]));
            held = known;
        }
        return known;
    }

    /** Pictures kept back, as the page shows them. */
    Images images(int... places) {
        return Images.of(name(0), files[0], name(1), files[1], places);
    }

    private String name(int part) {
        return description.text("title") + ", " + PARTS[part];
    }

    private void download() {
        JsRecord parts = description.record("files");
        double total = 0;
        for (String part : PARTS) {
            total += parts.record(part).number("bytes");
        }
        Loading loading = new Loading(description.text("title"), total);
        for (int i = 0; i < PARTS.length; i++) {
            JsRecord part = parts.record(PARTS[i]);
            int size = part.integer("bytes");
            Uint8Array bytes = Http.bytes(part.text("url"), size, loading::received);
            loading.finished(size);
            files[i] = new Int8Array(bytes.getBuffer()).copyToJavaArray();
        }
    }

    /** Adds up what has come of all files. */
    private static final class Loading {
        private final String title;
        private final double total;
        private double before;
        private double reported;

        Loading(String title, double total) {
            this.title = title;
            this.total = total;
        }

        void received(int bytes) {
            double share = (before + bytes) / total;
            if (share - reported >= 0.01 || share == 1) {
                reported = share;
                Report.loading(Text.of("Loading {0}: {1}%", title, Numbers.fixed(100 * share, 0)), share);
            }
        }

        void finished(int bytes) {
            before += bytes;
        }
    }
}
