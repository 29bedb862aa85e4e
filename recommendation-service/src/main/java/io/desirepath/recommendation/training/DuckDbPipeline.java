package io.desirepath.recommendation.training;

import io.desirepath.recommendation.training.domain.PipelineParameters;
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

/** The SQL files on a DuckDB in memory, which ends with it. */
public final class DuckDbPipeline implements PipelineEngine {

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
            "11-trending",
            "12-product-fact",
            "13-co-purchase");

    private final Path spill;
    private final DuckDBConnection duck;

    /** @param memoryLimit in DuckDB's notation; beyond it DuckDB uses files */
    public DuckDbPipeline(String memoryLimit, int threads) throws SQLException {
        spill = SpillFolders.create();
        duck = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:");
        execute("SET memory_limit = '" + memoryLimit.replace("'", "") + "'");
        execute("SET threads = " + threads);
        execute("SET temp_directory = '" + spill.toString().replace("'", "''") + "'");
        // Nothing is to be fetched from the network.
        execute("SET autoinstall_known_extensions = false");
        execute("CREATE TABLE net_line (account_id VARCHAR, product_id VARCHAR, day INTEGER, quantity BIGINT)");
    }

    @Override
    public LineWriter lines() throws SQLException {
        return new Appender(duck.createAppender("net_line"));
    }

    private record Appender(DuckDBAppender rows) implements LineWriter {
        @Override
        public void write(String accountId, String productId, int day, long quantity) throws SQLException {
            rows.beginRow()
                    .append(accountId)
                    .append(productId)
                    .append(day)
                    .append(quantity)
                    .endRow();
        }

        @Override
        public void close() throws SQLException {
            rows.close();
        }
    }

    @Override
    public void number() throws SQLException {
        make(STEPS.get(0));
        make(STEPS.get(1));
    }

    @Override
    public void run(PipelineParameters parameters, Progress progress) throws SQLException {
        fill(parameters);
        for (int step = 0; step < STEPS.size(); step++) {
            progress.step(step, STEPS.size());
            make(STEPS.get(step));
        }
    }

    private void make(String file) throws SQLException {
        execute("DROP TABLE IF EXISTS " + file.substring(3).replace('-', '_'));
        execute(read("/training/" + file + ".sql"));
    }

    @Override
    public void forEach(String query, RowReader reader) throws SQLException {
        try (Statement select = duck.createStatement();
                ResultSet rows = select.executeQuery(query)) {
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        try {
            duck.close();
        } finally {
            SpillFolders.delete(spill);
        }
    }

    private void fill(PipelineParameters parameters) throws SQLException {
        execute("DROP TABLE IF EXISTS parameter");
        execute("""
                CREATE TABLE parameter (max_basket INTEGER, max_account_lines INTEGER, window_days INTEGER,
                    min_llr DOUBLE, max_complements INTEGER, trending_days INTEGER, max_trending INTEGER,
                    half_life_days DOUBLE, max_pairs INTEGER, as_of INTEGER, landmark INTEGER)""");
        try (PreparedStatement insert =
                duck.prepareStatement("INSERT INTO parameter VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setInt(1, parameters.maxBasket());
            insert.setInt(2, parameters.maxAccountLines());
            insert.setInt(3, parameters.windowDays());
            insert.setDouble(4, parameters.minLlr());
            insert.setInt(5, parameters.maxComplements());
            insert.setInt(6, parameters.trendingDays());
            insert.setInt(7, parameters.maxTrending());
            insert.setDouble(8, parameters.halfLifeDays());
            insert.setInt(9, parameters.maxPairs());
            insert.setInt(10, parameters.asOf());
            insert.setInt(11, parameters.landmark());
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
