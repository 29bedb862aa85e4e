package io.desirepath.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code files/databases.sql} on a fresh PostgreSQL. */
class DatabasesIT {

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void runTheScript() throws IOException, SQLException {
        postgres = EmbeddedPostgres.start();
        String script =
                Files.readString(Chart.FOLDER.resolve("files/databases.sql")).replaceAll("--[^\n]*", "");
        try (Connection superuser = postgres.getPostgresDatabase().getConnection();
                Statement sql = superuser.createStatement()) {
            for (String statement : script.split(";")) {
                if (!statement.isBlank()) {
                    sql.execute(statement);
                }
            }
        }
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"persona", "journey", "recommendation", "gateway"})
    void theOwnerMakesTablesAndTheServiceUsesThoseItIsGiven(String database) throws SQLException {
        execute(database, database + "_owner", "CREATE TABLE thing (id int)");
        execute(database, database + "_owner", "GRANT SELECT, INSERT ON thing TO " + database + "_app");

        execute(database, database + "_app", "INSERT INTO thing VALUES (1)");
        assertThatThrownBy(() -> execute(database, database + "_app", "CREATE TABLE other (id int)"))
                .hasMessageContaining("permission denied");
    }

    @ParameterizedTest
    @ValueSource(strings = {"persona", "journey", "recommendation", "gateway"})
    void noOtherServiceGetsIn(String database) {
        List<String> others = List.of("persona", "journey", "recommendation", "gateway");
        assertThat(others)
                .filteredOn(other -> !other.equals(database))
                .allSatisfy(other -> assertThatThrownBy(() -> execute(database, other + "_app", "SELECT 1"))
                        .hasMessageContaining("permission denied for database"));
    }

    private static void execute(String database, String role, String statement) throws SQLException {
        String url = "jdbc:postgresql://localhost:%d/%s".formatted(postgres.getPort(), database);
        try (Connection c = DriverManager.getConnection(url, role, "");
                Statement sql = c.createStatement()) {
            sql.execute(statement);
        }
    }
}
