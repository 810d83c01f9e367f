package nabla.server.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import nabla.server.http.Hashes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store of contents must do. */
class ContentStoreTest {
    private static final byte[] BYTES = "content".getBytes(StandardCharsets.UTF_8);
    private static final String HASH = Hashes.sha256(BYTES);

    @TempDir
    Path directory;

    private ContentStore store;

    @BeforeEach
    void open() throws IOException {
        store = new FileContentStore(directory.resolve("contents"));
    }

    @Test
    void whatIsPutIsFound() throws IOException {
        assertThat(store.find(HASH)).isNull();
        store.put(HASH, BYTES);
        store.put(HASH, BYTES);
        var content = Objects.requireNonNull(store.find(HASH));
        assertThat(content.length()).isEqualTo(BYTES.length);
        try (InputStream in = content.open(3)) {
            assertThat(in.readAllBytes()).isEqualTo("tent".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void aNameIsAHashAndNothingElse() {
        assertThatThrownBy(() -> store.find("../../etc/passwd")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.put(HASH.toUpperCase(Locale.ROOT), BYTES))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theSweepTakesWhatIsOldAndUnnamed() throws IOException {
        List<String> hashes =
                Stream.of("named", "unnamed", "young").map(name -> put(name)).toList();
        age(hashes.get(0));
        age(hashes.get(1));
        Path crashed = Files.createFile(path(hashes.get(0)).resolveSibling(".tmp-crashed"));
        Files.setLastModifiedTime(crashed, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        Files.createFile(path(hashes.get(0)).resolveSibling(".tmp-at-work"));

        int removed = store.sweep(Instant.now().minus(Duration.ofDays(1)), hashes.get(0)::equals);

        assertThat(removed).isEqualTo(2);
        assertThat(store.find(hashes.get(0))).isNotNull();
        assertThat(store.find(hashes.get(1))).isNull();
        assertThat(store.find(hashes.get(2))).isNotNull();
        assertThat(crashed).doesNotExist();
    }

    @Test
    void aSaveOfOldContentKeepsItFromTheSweep() throws IOException {
        store.put(HASH, BYTES);
        age(HASH);
        store.put(HASH, BYTES);
        assertThat(store.sweep(Instant.now().minus(Duration.ofDays(1)), hash -> false))
                .isZero();
        assertThat(store.find(HASH)).isNotNull();
    }

    private String put(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String hash = Hashes.sha256(bytes);
        try {
            store.put(hash, bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return hash;
    }

    private void age(String hash) throws IOException {
        Files.setLastModifiedTime(path(hash), FileTime.from(Instant.now().minus(Duration.ofDays(2))));
    }

    private Path path(String hash) {
        return directory.resolve("contents").resolve(hash.substring(0, 2)).resolve(hash);
    }
}
