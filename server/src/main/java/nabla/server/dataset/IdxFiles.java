package nabla.server.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import nabla.server.http.AtomicFiles;
import nabla.server.http.Compression;
import nabla.server.http.Content;
import nabla.server.http.Encoding;
import nabla.server.http.Hashes;
import nabla.server.http.Resource;

/** The four files of a dataset in one directory, checked one by one and against each other. */
record IdxFiles(Map<Part, IdxFile> files) {
    private static final int PACKING_LEVEL = 6;

    /** Checks a directory that must hold all four files, each packed ({@code .gz}) or not. */
    static IdxFiles check(Path directory) throws DatasetException {
        var files = new EnumMap<Part, IdxFile>(Part.class);
        for (Part part : Part.values()) {
            files.put(part, IdxFile.check(find(directory, part), part));
        }
        var set = new IdxFiles(files);
        set.same(Part.TRAIN_IMAGES, Part.TRAIN_LABELS);
        set.same(Part.TEST_IMAGES, Part.TEST_LABELS);
        if (set.get(Part.TRAIN_IMAGES).count() < set.get(Part.TEST_IMAGES).count()) {
            throw new DatasetException(set.get(Part.TRAIN_IMAGES).path() + " holds fewer pictures ("
                    + set.get(Part.TRAIN_IMAGES).count() + ") than "
                    + set.get(Part.TEST_IMAGES).path() + " ("
                    + set.get(Part.TEST_IMAGES).count() + "): training and test files look swapped.");
        }
        return set;
    }

    private static Path find(Path directory, Part part) throws DatasetException {
        Path packed = directory.resolve(part.fileName() + ".gz");
        Path plain = directory.resolve(part.fileName());
        if (Files.isRegularFile(packed)) {
            return packed;
        }
        if (Files.isRegularFile(plain)) {
            return plain;
        }
        throw new DatasetException(plain + " is missing (with or without .gz); a dataset has four files.");
    }

    private IdxFile get(Part part) {
        IdxFile file = files.get(part);
        if (file == null) {
            throw new IllegalStateException("A checked dataset has no " + part.fileName() + ".");
        }
        return file;
    }

    private void same(Part images, Part labels) throws DatasetException {
        if (get(images).count() != get(labels).count()) {
            throw new DatasetException(get(images).path() + " holds "
                    + get(images).count() + " pictures, but " + get(labels).path() + " holds "
                    + get(labels).count() + " labels: they do not belong together.");
        }
    }

    /** What to serve; files that are not packed are packed once into {@code cache}. */
    Map<Part, Dataset.File> served(Path cache) throws IOException {
        var served = new EnumMap<Part, Dataset.File>(Part.class);
        for (Part part : Part.values()) {
            IdxFile file = get(part);
            Content plain = file.packed() ? file.unpacked() : Content.of(file.path());
            Path packed = file.packed() ? file.path() : pack(file, cache);
            Resource resource = Resource.of("application/octet-stream", Hashes.tag(file.sha256()), plain)
                    .with(Encoding.GZIP, Content.of(packed));
            served.put(part, new Dataset.File(file.count(), file.bytes(), resource));
        }
        return served;
    }

    private static Path pack(IdxFile file, Path cache) throws IOException {
        Path packed = cache.resolve(file.sha256() + ".gz");
        if (!Files.exists(packed)) {
            AtomicFiles.createDirectory(cache);
            Path temporary = Files.createTempFile(cache, ".tmp-", "");
            try {
                try (InputStream in = file.open();
                        OutputStream out = Compression.gzip(Files.newOutputStream(temporary), PACKING_LEVEL)) {
                    in.transferTo(out);
                }
                AtomicFiles.publish(temporary, packed);
            } finally {
                Files.deleteIfExists(temporary);
            }
        }
        return packed;
    }
}
