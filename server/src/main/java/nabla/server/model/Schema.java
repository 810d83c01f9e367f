package nabla.server.model;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The tables, as a list of steps; a database knows how many it has taken. Steps are added, never changed. */
final class Schema {
    private static final List<List<String>> STEPS = List.of(List.of(
            "CREATE TABLE model (id TEXT PRIMARY KEY, secret_hash TEXT NOT NULL, title TEXT NOT NULL, parent_id TEXT,"
                    + " architecture TEXT NOT NULL, training TEXT NOT NULL, sha256 TEXT NOT NULL, size BIGINT NOT NULL,"
                    + " created BIGINT NOT NULL, deleted_at BIGINT)",
            "CREATE INDEX model_sha256 ON model (sha256)",
            "CREATE TABLE idempotency (key_hash TEXT PRIMARY KEY, model_id TEXT NOT NULL, created BIGINT NOT NULL)"));

    private Schema() {}

    /** Takes the steps that are missing, all in one transaction. */
    static void migrate(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)");
            int version = version(statement);
            if (version > STEPS.size()) {
                throw new SQLException("The database is of a newer Nabla: its tables have version " + version
                        + ", this program knows " + STEPS.size() + ".");
            }
            for (List<String> step : STEPS.subList(version, STEPS.size())) {
                for (String sql : step) {
                    statement.execute(sql);
                }
            }
            statement.execute("DELETE FROM schema_version");
            statement.execute("INSERT INTO schema_version (version) VALUES (" + STEPS.size() + ")");
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static int version(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT MAX(version) FROM schema_version")) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }
}
