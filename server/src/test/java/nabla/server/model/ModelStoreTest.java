package nabla.server.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store of rows must do. */
class ModelStoreTest {
    private static final String HASH = "ab".repeat(32);

    @TempDir
    Path directory;

    private ModelStore store;

    @BeforeEach
    void open() throws SQLException {
        store = new SqliteModelStore(directory.resolve("models.sqlite"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static Model model(String id, String sha256, long size) {
        return new Model(id, "Ti'tle", Instant.ofEpochMilli(1234), null, "{}", "{\"a\":1}", sha256, size, false);
    }

    @Test
    void whatIsInsertedIsFound() {
        Model model = new Model("b", "三", Instant.ofEpochMilli(99), "a", "{}", "{}", HASH, 5, false);
        assertThat(store.insert(model, "secret", null)).isNull();
        assertThat(store.find("b")).isEqualTo(model);
        assertThat(store.secretHash("b")).isEqualTo("secret");
        assertThat(store.find("c")).isNull();
        assertThat(store.secretHash("c")).isNull();
    }

    @Test
    void anIdIsTakenOnce() {
        store.insert(model("a", HASH, 1), "s", null);
        assertThatThrownBy(() -> store.insert(model("a", HASH, 2), "s", "key"))
                .isInstanceOf(IllegalStateException.class);
        // The failed insertion left nothing, its key neither.
        assertThat(store.insert(model("b", HASH, 3), "s", "key")).isNull();
    }

    @Test
    void aKeyTellsWhatItWasUsedFor() {
        assertThat(store.insert(model("a", HASH, 1), "s", "key")).isNull();
        assertThat(store.insert(model("b", HASH, 1), "s", "key")).isEqualTo(new ModelStore.Earlier("a", HASH));
        assertThat(store.find("b")).isNull();
    }

    @Test
    void aDeletedModelIsKnownAsSuch() {
        store.insert(model("a", HASH, 1), "s", null);
        store.insert(model("b", HASH, 1), "s", null);
        store.delete("a");
        Model deleted = store.find("a");
        assertThat(deleted).isNotNull().extracting(Model::deleted).isEqualTo(true);
        assertThat(store.names(HASH)).isTrue();
        store.delete("b");
        assertThat(store.names(HASH)).isFalse();
    }

    @Test
    void aSecretCanBeReplaced() {
        store.insert(model("a", HASH, 1), "old", null);
        store.replaceSecret("a", "new");
        assertThat(store.secretHash("a")).isEqualTo("new");
    }

    @Test
    void equalContentsCountOnce() {
        assertThat(store.totalBytes()).isZero();
        store.insert(model("a", HASH, 10), "s", null);
        store.insert(model("b", HASH, 10), "s", null);
        store.insert(model("c", "cd".repeat(32), 7), "s", null);
        assertThat(store.totalBytes()).isEqualTo(17);
        store.delete("c");
        assertThat(store.totalBytes()).isEqualTo(10);
    }

    @Test
    void aCommitReachesTheDisk() throws SQLException {
        store.insert(model("a", HASH, 10), "s", null);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("models.sqlite"));
                Statement statement = connection.createStatement();
                ResultSet mode = statement.executeQuery("PRAGMA journal_mode")) {
            assertThat(mode.getString(1)).isEqualTo("wal");
        }
        // SQLite cannot be asked what another connection does; so what is asked of every connection.
        assertThat(SqliteModelStore.settings().toProperties()).containsEntry("synchronous", "FULL");
    }

    @Test
    void aDatabaseOfANewerVersionIsRefused() throws SQLException {
        store.close();
        Path file = directory.resolve("models.sqlite");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE schema_version SET version = 99");
        }
        assertThatThrownBy(() -> new SqliteModelStore(file).close())
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("newer Nabla");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE schema_version SET version = 1");
        }
        store = new SqliteModelStore(file);
    }
}
