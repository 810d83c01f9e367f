package nabla.server.dataset;

import java.io.IOException;
import java.net.URI;
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
    private final boolean fetching;
    private final Map<String, IdxFiles> given = new HashMap<>();
    private final Map<String, List<URI>> mirrors = new HashMap<>();
    private final Map<String, Dataset> ready = new ConcurrentHashMap<>();
    private final Map<String, Long> failed = new HashMap<>();
    private final Mirrors downloads = new Mirrors();

    private Datasets(Path kept, boolean fetching) {
        this.kept = kept;
        this.fetching = fetching;
        for (KnownDataset known : KnownDataset.ALL) {
            mirrors.put(known.name(), known.mirrors());
        }
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
        var datasets = new Datasets(kept, fetching);
        if (directory != null) {
            datasets.take(directory);
        }
        return datasets;
    }

    private void take(Path directory) throws DatasetException {
        if (!Files.isDirectory(directory)) {
            throw new DatasetException("--datasets " + directory + " is not a directory.");
        }
        for (KnownDataset known : KnownDataset.ALL) {
            Path folder = directory.resolve(known.name());
            if (Files.isDirectory(folder)) {
                given.put(known.name(), IdxFiles.check(folder));
            }
        }
        if (given.isEmpty()) {
            throw new DatasetException("--datasets " + directory + " has no folder mnist or fashion-mnist.");
        }
    }

    /** Other mirrors for a dataset: for tests, which never leave this machine. */
    void replaceMirrors(String name, List<URI> addresses) {
        mirrors.put(name, addresses);
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
        for (KnownDataset known : KnownDataset.ALL) {
            if (known.name().equals(name)) {
                return find(known);
            }
        }
        return null;
    }

    private Dataset find(KnownDataset known) throws IOException, DatasetException {
        Dataset dataset = ready.get(known.name());
        if (dataset != null) {
            return dataset;
        }
        // One download at a time; whoever comes second finds it ready.
        synchronized (this) {
            dataset = ready.get(known.name());
            if (dataset == null) {
                dataset = prepare(known);
            }
            if (dataset != null) {
                ready.put(known.name(), dataset);
                return dataset;
            }
        }
        return drawn(known);
    }

    private @Nullable Dataset prepare(KnownDataset known) throws IOException, DatasetException {
        IdxFiles files = given.get(known.name());
        if (files != null) {
            return dataset(known, Dataset.Source.DIRECTORY, files);
        }
        Long lastFailure = failed.get(known.name());
        if (!fetching || (lastFailure != null && System.nanoTime() - lastFailure < RETRY.toNanos())) {
            return null;
        }
        Path folder = kept.resolve(known.name());
        try {
            downloads.fetch(known, mirrors.getOrDefault(known.name(), List.of()), folder);
            return dataset(known, Dataset.Source.MIRROR, IdxFiles.check(folder));
        } catch (IOException e) {
            failed.put(known.name(), System.nanoTime());
            LOG.warn("{} could not be fetched; the digits drawn by Nabla stand in. {}", known.title(), e.getMessage());
            return null;
        }
    }

    private Dataset dataset(KnownDataset known, Dataset.Source source, IdxFiles files) throws IOException {
        return new Dataset(
                known.name(),
                known.title(),
                known.note(),
                source,
                known.classes(),
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
