package io.desirepath.journey;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.desirepath.testing.ServiceStores;
import io.desirepath.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;

/** The service with its real database, empty before each test, and the words its tests speak. */
@QuarkusTestResource(value = ServiceStores.class, initArgs = @ResourceArg(name = "database", value = "journey"))
public abstract class JourneyServiceIT {

    protected static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    protected DataSource database;

    @BeforeEach
    protected void emptyTheDatabase() throws SQLException {
        for (String table : List.of(
                "workflow",
                "accepted_call",
                "activity",
                "received_message",
                "account_stage",
                "stage_checkpoint",
                "stage_transition",
                "journey_label",
                "reject",
                "import_job",
                "identity_link",
                "identity_membership",
                "contact_domain",
                "account_profile",
                "contact_profile",
                "feed_activities",
                "feed_stages")) {
            execute("DELETE FROM " + table);
        }
        emptySegments();
    }

    /** Nobody writes memberships meanwhile, and nothing is left that would have them written. */
    private void emptySegments() throws SQLException {
        try (Connection tx = database.getConnection();
                Statement sql = tx.createStatement()) {
            tx.setAutoCommit(false);
            sql.execute("SELECT pg_advisory_xact_lock(hashtextextended('segment memberships', 0))");
            for (String table : List.of(
                    "segment_member",
                    "segment_due",
                    "segment_recheck",
                    "segment_account",
                    "segment_contact",
                    "segment_contact_account",
                    "segment_reorder",
                    "feed_memberships")) {
                sql.execute("DELETE FROM " + table);
            }
            sql.execute("DELETE FROM segment WHERE NOT built_in");
            sql.execute("UPDATE segment SET members = 0");
            sql.execute("UPDATE segment_state SET revision = revision + 1");
            tx.commit();
            tx.setAutoCommit(true);
        }
    }

    protected static RequestSpecification call() {
        return given().header("Authorization", Tokens.bearer("write", "journey"))
                .urlEncodingEnabled(false);
    }

    protected static ValidatableResponse post(String path, String body) {
        return call().contentType("application/json")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post(path)
                .then();
    }

    protected static void batch(String... events) {
        batch(List.of(events));
    }

    protected static void batch(List<String> events) {
        post("/v1/batch", batchBody(events)).statusCode(200);
    }

    protected static String batchBody(List<String> events) {
        return "{\"batch\":[" + String.join(",", events) + "]}";
    }

    protected static JsonNode importLines(List<String> lines) {
        return json(call().contentType("application/x-ndjson")
                .body(String.join("\n", lines).getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports")
                .then()
                .statusCode(200)
                .extract()
                .response());
    }

    /** An event in the Segment form. */
    protected static String event(String messageId, String event, String account, Instant at) {
        return event(messageId, event, account, null, at, "{}");
    }

    protected static String event(
            String messageId, String event, String account, String contact, Instant at, String properties) {
        return """
                {"type":"track","messageId":"%s","event":"%s","context":{"groupId":"%s"}%s,"timestamp":"%s",\
                "properties":%s}""".formatted(
                messageId, event, account, contact == null ? "" : ",\"userId\":\"" + contact + "\"", at, properties);
    }

    protected static String order(String messageId, String account, Instant at, int lines) {
        String products = Stream.iterate(1, i -> i + 1)
                .limit(lines)
                .map(i -> "{\"product_id\":\"P%d\",\"name\":\"Product %d\",\"quantity\":%d,\"price\":2.55}"
                        .formatted(i, i, i % 7 + 1))
                .collect(Collectors.joining(","));
        return event(
                messageId,
                "Order Completed",
                account,
                null,
                at,
                "{\"order_id\":\"%s\",\"currency\":\"GBP\",\"products\":[%s]}".formatted(messageId, products));
    }

    protected static Instant daysAgo(long days) {
        return Instant.now().truncatedTo(ChronoUnit.DAYS).minus(days, ChronoUnit.DAYS);
    }

    protected static JsonNode get(String path) {
        return json(call().get(path).then().statusCode(200).extract().response());
    }

    protected static double sum(JsonNode numbers) {
        double sum = 0;
        for (JsonNode number : numbers) {
            sum += number.asDouble();
        }
        return sum;
    }

    protected static JsonNode json(Response response) {
        try {
            return JSON.readTree(response.asByteArray());
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    protected void execute(String sql) throws SQLException {
        try (Connection c = database.getConnection();
                Statement statement = c.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The rows of a query, each as its columns' texts with a bar between. */
    protected List<String> rows(String sql) {
        try (Connection c = database.getConnection();
                Statement statement = c.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    cells.add(result.getString(i));
                }
                rows.add(String.join("|", cells.stream().map(String::valueOf).toList()));
            }
            return rows;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    protected long count(String table) {
        return Long.parseLong(rows("SELECT count(*) FROM " + table).getFirst());
    }

    /** Waits until the check holds, a minute at most: a machine may be busy. */
    protected static void eventually(Runnable check) throws InterruptedException {
        Instant deadline = Instant.now().plusSeconds(60);
        while (true) {
            try {
                check.run();
                return;
            } catch (AssertionError e) {
                if (Instant.now().isAfter(deadline)) {
                    throw e;
                }
                Thread.sleep(20);
            }
        }
    }

    /** All that the arrival order of events must not change. */
    protected List<String> journeys() {
        return rows("""
                SELECT account_id, first_at, events, observed_at, stage, state::text FROM account_stage
                WHERE first_at < '9999-01-01'
                UNION ALL
                SELECT account_id, NULL, events, to_timestamp(minute * 60), NULL, state::text FROM stage_checkpoint
                ORDER BY 1, 2 NULLS LAST, 3""");
    }
}
