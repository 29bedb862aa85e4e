package io.desirepath.recommendation.training;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** The SQL files of {@code training/} on a DuckDB in memory, which ends with it. Not for several threads. */
final class DuckDbPipeline implements AutoCloseable {

    private static final List<String> STEPS = List.of(
            "01-product-number",
            "02-account-number",
            "03-bought",
            "04-basket-line",
            "05-product-count",
            "06-basket-pair",
            "07-account-pair",
            "08-pair-score",
            "09-complement",
            "10-popularity",
            "11-trending");

    private final Path spill;
    private final DuckDBConnection duck;

    DuckDbPipeline() throws SQLException {
        spill = SpillFolders.create();
        duck = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:");
    }

    /** Sets limits, and makes the tables that the files find. Once, before anything else. */
    void prepare(PipelineConfig config) throws SQLException {
        execute("SET memory_limit = '" + config.memoryLimit().replace("'", "") + "'");
        execute("SET threads = " + config.threads());
        execute("SET temp_directory = '" + spill.toString().replace("'", "''") + "'");
        // Nothing is to be fetched from the network.
        execute("SET autoinstall_known_extensions = false");
        execute("CREATE TABLE net_line (account_id VARCHAR, product_id VARCHAR, day INTEGER, quantity BIGINT)");
        fillParameters(config);
    }

    /** Where net order lines go before {@link #run}. Close it when the last is in. */
    DuckDBAppender netLines() throws SQLException {
        return duck.createAppender("net_line");
    }

    void run() throws SQLException {
        for (String step : STEPS) {
            execute(read("/training/" + step + ".sql"));
        }
    }

    /** One row at a time. */
    interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    /** Hands the rows of a query to the reader, without holding them all. */
    void forEach(String query, RowReader reader) throws SQLException {
        try (Statement select = duck.createStatement();
                ResultSet rows = select.executeQuery(query)) {
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }

    long count(String what) throws SQLException {
        long[] count = new long[1];
        forEach("SELECT count(*) FROM " + what, row -> count[0] = row.getLong(1));
        return count[0];
    }

    @Override
    public void close() throws SQLException {
        try {
            duck.close();
        } finally {
            SpillFolders.delete(spill);
        }
    }

    private void fillParameters(PipelineConfig config) throws SQLException {
        execute("""
                CREATE TABLE parameter (max_basket INTEGER, max_account_lines INTEGER, window_days INTEGER,
                    min_llr DOUBLE, max_complements INTEGER, trending_days INTEGER, max_trending INTEGER)""");
        try (PreparedStatement insert = duck.prepareStatement("INSERT INTO parameter VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            insert.setInt(1, config.maxBasket());
            insert.setInt(2, config.maxAccountLines());
            insert.setInt(3, config.windowDays());
            insert.setDouble(4, config.minLlr());
            insert.setInt(5, config.maxComplements());
            insert.setInt(6, config.trendingDays());
            insert.setInt(7, config.maxTrending());
            insert.executeUpdate();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = ((Connection) duck).createStatement()) {
            statement.execute(sql);
        }
    }

    private static String read(String resource) {
        try (InputStream file = DuckDbPipeline.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(file, resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
