package io.desirepath.service.privacy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/**
 * Everything that a service has of a subject, as NDJSON: one row a line, {@code {"section":"activities","row":{…}}}, read
 * from one state of the database and never held in memory.
 */
public final class ExportLines {

    public static final String MEDIA_TYPE = "application/x-ndjson";

    private static final int FETCH = 500;
    private static final int MOST_SECONDS = 600;

    /**
     * @param section what the rows are, in the archive's words: the name of a file in it
     * @param sql a query for the rows, with placeholders for texts only
     * @param parameters for the placeholders; a list is a {@code text[]}
     */
    public record Section(String section, String sql, List<?> parameters) {}

    private ExportLines() {}

    public static StreamingOutput of(DataSource database, List<Section> sections) {
        return output -> QuarkusTransaction.requiringNew().timeout(MOST_SECONDS).run(() -> {
            try (Connection tx = database.getConnection();
                    Writer writer = new BufferedWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8))) {
                try (Statement set = tx.createStatement()) {
                    set.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
                    // Reading holds no feed back, and a slow reader must not end it. A limit that runs is only replaced
                    // by
                    // one that is set while there is none.
                    set.execute("SET LOCAL transaction_timeout = 0");
                    set.execute("SET LOCAL transaction_timeout = '" + MOST_SECONDS + "s'");
                }
                for (Section section : sections) {
                    write(tx, section, writer);
                }
            } catch (SQLException | IOException e) {
                throw new IllegalStateException("the export broke off", e);
            }
        });
    }

    private static void write(Connection tx, Section section, Writer writer) throws SQLException, IOException {
        try (PreparedStatement select =
                tx.prepareStatement("SELECT row_to_json(r)::text FROM (" + section.sql() + ") r")) {
            select.setFetchSize(FETCH);
            for (int i = 0; i < section.parameters().size(); i++) {
                Object parameter = section.parameters().get(i);
                if (parameter instanceof List<?> texts) {
                    select.setArray(i + 1, tx.createArrayOf("text", texts.toArray()));
                } else {
                    select.setString(i + 1, parameter.toString());
                }
            }
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                // PostgreSQL keeps a json column's line breaks; between tokens a blank is the same, inside strings none
                // is.
                writer.write("{\"section\":\"" + section.section() + "\",\"row\":"
                        + rows.getString(1).replace('\n', ' ').replace('\r', ' ') + "}\n");
            }
        }
    }
}
