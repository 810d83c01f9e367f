package nabla.server.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The operator's directory: what is right is served as it is, what is wrong stops the start with its name. */
class DirectoryTest {
    @TempDir
    Path temporary;

    private Path directory;
    private Path mnist;
    private Path kept;

    @BeforeEach
    void write() throws IOException {
        directory = temporary.resolve("datasets");
        mnist = directory.resolve("mnist");
        kept = temporary.resolve("kept");
        IdxBytes.write(mnist);
    }

    private Datasets open() throws DatasetException {
        return Datasets.open(directory, kept, false);
    }

    private static byte[] read(Dataset dataset, Part part) throws IOException {
        try (InputStream in = dataset.file(part).resource().open()) {
            return in.readAllBytes();
        }
    }

    @Test
    void packedFilesAreServedUnpacked() throws Exception {
        Dataset dataset = IdxBytes.find(open(), "mnist");
        assertThat(dataset.source()).isEqualTo(Dataset.Source.DIRECTORY);
        assertThat(dataset.title()).isEqualTo("MNIST");
        assertThat(dataset.file(Part.TRAIN_IMAGES).count()).isEqualTo(20);
        assertThat(dataset.file(Part.TRAIN_IMAGES).bytes()).isEqualTo(16 + 20 * 784);
        assertThat(read(dataset, Part.TRAIN_IMAGES)).isEqualTo(IdxBytes.images(20));
        assertThat(read(dataset, Part.TEST_LABELS)).isEqualTo(IdxBytes.labels(5));
    }

    @Test
    void plainAndPackedFilesMayBeMixed() throws Exception {
        IdxBytes.putPlain(mnist, Part.TRAIN_IMAGES, IdxBytes.images(20));
        Dataset dataset = IdxBytes.find(open(), "mnist");
        assertThat(read(dataset, Part.TRAIN_IMAGES)).isEqualTo(IdxBytes.images(20));
    }

    @Test
    void theDatasetThatTheDirectoryLacksIsDrawn() throws Exception {
        Dataset dataset = IdxBytes.find(open(), "fashion-mnist");
        assertThat(dataset.name()).isEqualTo("nabla-digits");
        assertThat(dataset.source()).isEqualTo(Dataset.Source.DRAWN);
        assertThat(dataset.note()).contains("no copy of Fashion-MNIST").contains("drew itself");
    }

    @Test
    void anUnknownDatasetIsNone() throws Exception {
        assertThat(open().find("imagenet")).isNull();
    }

    /** Spoils a good dataset. */
    interface Damage {
        void to(Path mnist) throws IOException;
    }

    static Stream<Arguments> damages() {
        return Stream.of(
                damage(
                        "missing file",
                        "t10k-labels-idx1-ubyte",
                        "is missing",
                        m -> Files.delete(m.resolve("t10k-labels-idx1-ubyte.gz"))),
                damage(
                        "plain file cut off",
                        "train-images-idx3-ubyte",
                        "is truncated",
                        m -> IdxBytes.putPlain(m, Part.TRAIN_IMAGES, Arrays.copyOf(IdxBytes.images(20), 9000))),
                damage(
                        "plain file cut off in its header",
                        "train-images-idx3-ubyte",
                        "is truncated",
                        m -> IdxBytes.putPlain(m, Part.TRAIN_IMAGES, Arrays.copyOf(IdxBytes.images(20), 10))),
                damage(
                        "empty file",
                        "train-images-idx3-ubyte",
                        "is truncated",
                        m -> IdxBytes.putPlain(m, Part.TRAIN_IMAGES, new byte[0])),
                damage(
                        "gzip cut off",
                        "train-images-idx3-ubyte.gz",
                        "is truncated",
                        m -> cut(m, Part.TRAIN_IMAGES, 300)),
                damage(
                        "gzip without its checksum",
                        "train-labels-idx1-ubyte.gz",
                        "is truncated",
                        m -> cut(m, Part.TRAIN_LABELS, IdxBytes.gzip(IdxBytes.labels(20)).length - 8)),
                damage("gzip with a wrong checksum", "t10k-images-idx3-ubyte.gz", "is corrupt", m -> {
                    byte[] packed = IdxBytes.gzip(IdxBytes.images(5));
                    packed[packed.length - 6] ^= 1;
                    Files.write(m.resolve("t10k-images-idx3-ubyte.gz"), packed);
                }),
                damage("bytes after the gzip data", "t10k-labels-idx1-ubyte.gz", "bytes follow", m -> {
                    byte[] packed = IdxBytes.gzip(IdxBytes.labels(5));
                    Files.write(m.resolve("t10k-labels-idx1-ubyte.gz"), Arrays.copyOf(packed, packed.length + 3));
                }),
                damage(
                        "gzip of a cut file",
                        "train-images-idx3-ubyte.gz",
                        "is truncated",
                        m -> IdxBytes.put(m, Part.TRAIN_IMAGES, Arrays.copyOf(IdxBytes.images(20), 9000))),
                damage(
                        "a web page",
                        "train-labels-idx1-ubyte",
                        "is not a file of labels",
                        m -> IdxBytes.putPlain(
                                m, Part.TRAIN_LABELS, "<!doctype html>".getBytes(StandardCharsets.UTF_8))),
                damage(
                        "images where labels belong",
                        "train-labels-idx1-ubyte.gz",
                        "It holds images; are two files swapped?",
                        m -> IdxBytes.put(m, Part.TRAIN_LABELS, IdxBytes.images(20))),
                damage(
                        "labels where images belong",
                        "t10k-images-idx3-ubyte.gz",
                        "It holds labels; are two files swapped?",
                        m -> IdxBytes.put(m, Part.TEST_IMAGES, IdxBytes.labels(5))),
                damage(
                        "training images swapped with test images",
                        "train-images-idx3-ubyte.gz",
                        "do not belong together",
                        m -> {
                            IdxBytes.put(m, Part.TRAIN_IMAGES, IdxBytes.images(5));
                            IdxBytes.put(m, Part.TEST_IMAGES, IdxBytes.images(20));
                        }),
                damage("training and test swapped", "train-images-idx3-ubyte.gz", "look swapped", m -> {
                    IdxBytes.put(m, Part.TRAIN_IMAGES, IdxBytes.images(5));
                    IdxBytes.put(m, Part.TRAIN_LABELS, IdxBytes.labels(5));
                    IdxBytes.put(m, Part.TEST_IMAGES, IdxBytes.images(20));
                    IdxBytes.put(m, Part.TEST_LABELS, IdxBytes.labels(20));
                }),
                damage(
                        "fewer labels than images",
                        "train-labels-idx1-ubyte.gz",
                        "do not belong together",
                        m -> IdxBytes.put(m, Part.TRAIN_LABELS, IdxBytes.labels(19))),
                damage(
                        "bytes after the end",
                        "t10k-labels-idx1-ubyte.gz",
                        "bytes follow",
                        m -> IdxBytes.put(m, Part.TEST_LABELS, Arrays.copyOf(IdxBytes.labels(5), 14))),
                damage(
                        "pictures of 32 x 32",
                        "train-images-idx3-ubyte.gz",
                        "32 x 32, not 28 x 28",
                        m -> IdxBytes.put(m, Part.TRAIN_IMAGES, IdxBytes.images(20, 32, 32))),
                damage("a label 10", "train-labels-idx1-ubyte.gz", "the label 10", m -> {
                    byte[] labels = IdxBytes.labels(20);
                    labels[12] = 10;
                    IdxBytes.put(m, Part.TRAIN_LABELS, labels);
                }),
                damage(
                        "no item",
                        "t10k-labels-idx1-ubyte.gz",
                        "announces 0 items",
                        m -> IdxBytes.put(m, Part.TEST_LABELS, IdxBytes.labels(0))),
                damage("two thousand million items", "t10k-labels-idx1-ubyte.gz", "announces 2130706432 items", m -> {
                    byte[] labels = IdxBytes.labels(5);
                    labels[4] = 0x7f;
                    labels[7] = 0;
                    IdxBytes.put(m, Part.TEST_LABELS, labels);
                }));
    }

    private static Arguments damage(String name, String file, String message, Damage damage) {
        return arguments(name, file, message, damage);
    }

    private static void cut(Path mnist, Part part, int length) throws IOException {
        Path file = mnist.resolve(part.fileName() + ".gz");
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), length));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void stopsTheStart(String name, String file, String message, Damage damage) throws IOException {
        damage.to(mnist);
        assertThatThrownBy(this::open)
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(mnist.resolve(file).toString())
                .hasMessageContaining(message);
    }

    @Test
    void aDirectoryThatIsNoneStopsTheStart() {
        assertThatThrownBy(() -> Datasets.open(temporary.resolve("none"), kept, false))
                .isInstanceOf(DatasetException.class)
                .hasMessage("--datasets " + temporary.resolve("none") + " is not a directory.");
        assertThatThrownBy(() -> Datasets.open(mnist, kept, false))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("has no folder mnist or fashion-mnist");
    }
}
