package nabla.server.model;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * Models in one SQLite file: write-ahead log, synchronous FULL (an acknowledged row survives a power cut), one
 * connection that writes and a few that read. The SQL is portable.
 */
public final class SqliteModelStore implements ModelStore {
    private static final int READERS = 4;
    private static final int BUSY_MILLISECONDS = 10_000;

    private final HikariDataSource writer;
    private final HikariDataSource readers;

    public SqliteModelStore(Path file) throws SQLException {
        writer = pool(file, 1);
        readers = pool(file, READERS);
        try (Connection connection = writer.getConnection()) {
            Schema.migrate(connection);
        }
    }

    static SQLiteConfig settings() {
        // As properties of the connection, because a pool's initial statement runs only the first of several.
        var settings = new SQLiteConfig();
        settings.setJournalMode(SQLiteConfig.JournalMode.WAL);
        settings.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        settings.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        settings.setBusyTimeout(BUSY_MILLISECONDS);
        return settings;
    }

    private static HikariDataSource pool(Path file, int size) {
        var source = new SQLiteDataSource(settings());
        source.setUrl("jdbc:sqlite:" + file);
        var config = new HikariConfig();
        config.setDataSource(source);
        config.setMaximumPoolSize(size);
        config.setPoolName("models-" + size);
        return new HikariDataSource(config);
    }

    @Override
    public @Nullable Earlier insert(Model model, String secretHash, @Nullable String keyHash) {
        return transaction(connection -> {
            if (keyHash != null) {
                Earlier earlier = earlier(connection, keyHash);
                if (earlier != null) {
                    return earlier;
                }
                update(
                        connection,
                        "INSERT INTO idempotency (key_hash, model_id, created) VALUES (?, ?, ?)",
                        keyHash,
                        model.id(),
                        model.created().toEpochMilli());
            }
            update(
                    connection,
                    "INSERT INTO model (id, secret_hash, title, parent_id, architecture, training, sha256, size, created)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    model.id(),
                    secretHash,
                    model.title(),
                    model.parent(),
                    model.architecture(),
                    model.training(),
                    model.sha256(),
                    model.size(),
                    model.created().toEpochMilli());
            return null;
        });
    }

    private static @Nullable Earlier earlier(Connection connection, String keyHash) throws SQLException {
        try (PreparedStatement query = prepare(
                        connection,
                        "SELECT model.id, model.sha256 FROM idempotency JOIN model ON model.id = idempotency.model_id"
                                + " WHERE key_hash = ?",
                        keyHash);
                ResultSet rows = query.executeQuery()) {
            return rows.next() ? new Earlier(rows.getString(1), rows.getString(2)) : null;
        }
    }

    @Override
    public @Nullable Model find(String id) {
        return read(
                "SELECT id, title, created, parent_id, architecture, training, sha256, size, deleted_at FROM model"
                        + " WHERE id = ?",
                rows -> new Model(
                        rows.getString(1),
                        rows.getString(2),
                        Instant.ofEpochMilli(rows.getLong(3)),
                        rows.getString(4),
                        rows.getString(5),
                        rows.getString(6),
                        rows.getString(7),
                        rows.getLong(8),
                        rows.getObject(9) != null),
                id);
    }

    @Override
    public @Nullable String secretHash(String id) {
        return read("SELECT secret_hash FROM model WHERE id = ?", rows -> rows.getString(1), id);
    }

    @Override
    public void replaceSecret(String id, String secretHash) {
        transaction(connection -> update(connection, "UPDATE model SET secret_hash = ? WHERE id = ?", secretHash, id));
    }

    @Override
    public void delete(String id) {
        transaction(connection -> update(
                connection,
                "UPDATE model SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL",
                Instant.now().toEpochMilli(),
                id));
    }

    @Override
    public boolean names(String sha256) {
        Long count = read(
                "SELECT COUNT(*) FROM model WHERE sha256 = ? AND deleted_at IS NULL", rows -> rows.getLong(1), sha256);
        return count != null && count > 0;
    }

    @Override
    public long totalBytes() {
        Long bytes = read(
                "SELECT COALESCE(SUM(size), 0) FROM"
                        + " (SELECT sha256, MAX(size) AS size FROM model WHERE deleted_at IS NULL GROUP BY sha256) AS content",
                rows -> rows.getLong(1));
        return bytes == null ? 0 : bytes;
    }

    @Override
    public void close() {
        readers.close();
        writer.close();
    }

    private interface Work<T> {
        @Nullable
        T run(Connection connection) throws SQLException;
    }

    private interface Row<T> {
        T from(ResultSet rows) throws SQLException;
    }

    private <T> @Nullable T transaction(Work<T> work) {
        try (Connection connection = writer.getConnection()) {
            connection.setAutoCommit(false);
            try {
                @Nullable T result = work.run(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The database of models could not be written.", e);
        }
    }

    private <T> @Nullable T read(String sql, Row<T> row, Object... values) {
        try (Connection connection = readers.getConnection();
                PreparedStatement query = prepare(connection, sql, values);
                ResultSet rows = query.executeQuery()) {
            return rows.next() ? row.from(rows) : null;
        } catch (SQLException e) {
            throw new IllegalStateException("The database of models could not be read.", e);
        }
    }

    private static int update(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, values)) {
            return statement.executeUpdate();
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, @Nullable Object... values)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
