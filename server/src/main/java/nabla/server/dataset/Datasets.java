package nabla.server.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import nabla.server.digits.DrawnDigits;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The datasets of this server. What the operator's directory has is checked at start; the rest is fetched when first
 * asked for; where that fails, {@link DrawnDigits} stand in under their own name. Safe for use by several threads.
 */
public final class Datasets {
    private static final Logger LOG = LoggerFactory.getLogger(Datasets.class);
    private static final String DRAWN = "nabla-digits";
    private static final Duration RETRY = Duration.ofMinutes(10);

    private final Path kept;
    private final List<KnownDataset> known;
    private final Map<String, IdxFiles> given = new HashMap<>();
    private final Map<String, Dataset> ready = new ConcurrentHashMap<>();
    private final Map<String, Long> failed = new HashMap<>();
    private final Mirrors downloads = new Mirrors();

    private Datasets(Path kept, List<KnownDataset> known) {
        this.kept = kept;
        this.known = known;
    }

    /**
     * Opens the datasets.
     *
     * @param directory the operator's directory with folders {@code mnist} and {@code fashion-mnist}, or null
     * @param kept where to keep what is fetched, drawn or packed
     * @param fetching whether to ask the mirrors for what the directory lacks
     * @throws DatasetException if a file of the directory is missing, truncated, corrupt or another one
     */
    public static Datasets open(@Nullable Path directory, Path kept, boolean fetching) throws DatasetException {
        List<KnownDataset> known = KnownDataset.ALL;
        return open(
                directory,
                kept,
                fetching
                        ? known
                        : known.stream().map(KnownDataset::withoutMirrors).toList());
    }

    /** The same for other published datasets; one without mirrors is never fetched. */
    static Datasets open(@Nullable Path directory, Path kept, List<KnownDataset> known) throws DatasetException {
        var datasets = new Datasets(kept, known);
        if (directory != null) {
            datasets.take(directory);
        }
        return datasets;
    }

    private void take(Path directory) throws DatasetException {
        if (!Files.isDirectory(directory)) {
            throw new DatasetException("--datasets " + directory + " is not a directory.");
        }
        for (KnownDataset dataset : known) {
            Path folder = directory.resolve(dataset.name());
            if (Files.isDirectory(folder)) {
                given.put(dataset.name(), IdxFiles.check(folder));
            }
        }
        if (given.isEmpty()) {
            throw new DatasetException("--datasets " + directory + " has no folder mnist or fashion-mnist.");
        }
    }

    /**
     * The dataset of this name, or the drawn digits where it is not to be had; null if the name is unknown. May take
     * minutes when it must be fetched.
     */
    @Nullable
    Dataset find(String name) throws IOException, DatasetException {
        if (name.equals(DRAWN)) {
            return drawn(null);
        }
        for (KnownDataset dataset : known) {
            if (dataset.name().equals(name)) {
                return find(dataset);
            }
        }
        return null;
    }

    private Dataset find(KnownDataset wanted) throws IOException, DatasetException {
        Dataset dataset = ready.get(wanted.name());
        if (dataset != null) {
            return dataset;
        }
        // One download at a time; whoever comes second finds it ready.
        synchronized (this) {
            dataset = ready.get(wanted.name());
            if (dataset == null) {
                dataset = prepare(wanted);
            }
            if (dataset != null) {
                ready.put(wanted.name(), dataset);
                return dataset;
            }
        }
        return drawn(wanted);
    }

    private @Nullable Dataset prepare(KnownDataset wanted) throws IOException, DatasetException {
        IdxFiles files = given.get(wanted.name());
        if (files != null) {
            return dataset(wanted, Dataset.Source.DIRECTORY, files);
        }
        Long lastFailure = failed.get(wanted.name());
        if (lastFailure != null && System.nanoTime() - lastFailure < RETRY.toNanos()) {
            return null;
        }
        Path folder = kept.resolve(wanted.name());
        try {
            downloads.fetch(wanted, folder);
            return dataset(wanted, Dataset.Source.MIRROR, IdxFiles.check(folder));
        } catch (IOException e) {
            failed.put(wanted.name(), System.nanoTime());
            LOG.warn("{} could not be fetched; the digits drawn by Nabla stand in. {}", wanted.title(), e.getMessage());
            return null;
        }
    }

    private Dataset dataset(KnownDataset published, Dataset.Source source, IdxFiles files) throws IOException {
        return new Dataset(
                published.name(),
                published.title(),
                published.note(),
                source,
                published.classes(),
                files.served(kept.resolve("packed")));
    }

    private synchronized Dataset drawn(@Nullable KnownDataset insteadOf) throws IOException, DatasetException {
        Dataset dataset = ready.get(DRAWN);
        if (dataset == null) {
            IdxFiles files = DrawnFiles.in(kept.resolve(DRAWN + "-" + DrawnDigits.VERSION));
            dataset = new Dataset(
                    DRAWN,
                    "Nabla digits",
                    "Digits that Nabla drew itself, from pen strokes bent at random.",
                    Dataset.Source.DRAWN,
                    KnownDataset.MNIST.classes(),
                    files.served(kept.resolve("packed")));
            ready.put(DRAWN, dataset);
        }
        if (insteadOf == null) {
            return dataset;
        }
        String note = "This server has no copy of " + insteadOf.title()
                + " and could not fetch one, so these are digits that Nabla drew itself, from pen strokes bent at random.";
        return new Dataset(dataset.name(), dataset.title(), note, dataset.source(), dataset.classes(), dataset.files());
    }
}
