package io.desirepath.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.desirepath.local.launch.Service;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who is forgotten is nowhere any more, in no table and no cache of any service, and does not come back. */
class ForgettingIT {

    private final Suite suite = Suite.get();
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final String account = "forget-acme-" + run;
    private final String contact = "forget-ann-" + run;
    private final String visitor = "forget-visitor-" + run;
    private final String name = "Annabel" + run;
    private final String email = "annabel." + run + "@forgotten.example";

    @Test
    void aContactIsForgottenEverywhereAndItsOrdersStayWithTheAccount() {
        List<String> history = history();
        suite.batch(history.toArray(String[]::new)).expect(200);
        suite.put("/v1/contacts/" + contact, "{\"name\":\"%s\",\"accountIds\":[\"%s\"]}".formatted(name, account));
        Suite.await(
                Duration.ofSeconds(20),
                () -> suite.recommendations(account, "placement=reorder")
                                        .json()
                                        .path("items")
                                        .size()
                                > 0
                        && suite.admin("/v1/contacts/" + contact)
                                .json()
                                .path("email")
                                .asText()
                                .equals(email)
                        && suite.admin("/v1/contacts/" + contact + "/persona").status() == 200);
        assertThat(traces(contact, name, email, visitor)).isNotEmpty();

        forget("/v1/contacts/" + contact);
        assertThat(traces(contact, name, email, visitor)).isEmpty();

        suite.batch(history.toArray(String[]::new)).expect(200);
        suite.batch(history.stream()
                        .map(event -> event.replace("\"messageId\":\"", "\"messageId\":\"again-"))
                        .toArray(String[]::new))
                .expect(200);
        suite.get(suite.local.env().adminKey(), "/v1/contacts/" + contact).expect(404);
        assertThat(traces(contact, name, email, visitor)).as("after a replay").isEmpty();
        assertThat(suite.recommendations(account, "placement=reorder").json().get("items"))
                .isNotEmpty();
    }

    @Test
    void anAccountIsForgottenEverywhere() {
        List<String> history = history();
        suite.batch(history.toArray(String[]::new)).expect(200);
        String company = "Company" + run;
        suite.put("/v1/accounts/" + account, "{\"name\":\"%s\",\"country\":\"GB\"}".formatted(company));
        Suite.await(
                Duration.ofSeconds(20),
                () -> suite.recommendations(account, "placement=reorder")
                                .json()
                                .path("items")
                                .size()
                        > 0);

        forget("/v1/accounts/" + account);
        assertThat(traces(account, company)).isEmpty();

        suite.batch(history.toArray(String[]::new)).expect(200);
        suite.get(suite.local.env().adminKey(), "/v1/accounts/" + account).expect(404);
        suite.get(suite.local.env().adminKey(), "/v1/accounts/" + account + "/journey")
                .expect(404);
        assertThat(suite.recommendations(account, "placement=home")
                        .json()
                        .path("fallbackReason")
                        .asText())
                .isEqualTo("UNKNOWN_ACCOUNT");
        // The read itself may be remembered for a while, as a read of any unknown account is.
        assertThat(tableTraces(account, company)).as("after a replay").isEmpty();
    }

    private List<String> history() {
        Instant at = Instant.now().minus(Duration.ofDays(9));
        List<String> history = new ArrayList<>();
        history.add(call(
                "track",
                "v",
                at,
                null,
                visitor,
                null,
                "\"event\":\"Quote Requested\",\"properties\":{\"email\":\"%s\"}".formatted(email)));
        history.add(call(
                "identify",
                "i",
                at.plusSeconds(60),
                contact,
                visitor,
                null,
                "\"traits\":{\"email\":\"%s\",\"name\":\"%s\",\"title\":\"Buyer\"}".formatted(email, name)));
        history.add(call(
                "group",
                "g",
                at.plusSeconds(120),
                contact,
                null,
                null,
                "\"groupId\":\"%s\",\"traits\":{}".formatted(account)));
        for (int i = 0; i < 3; i++) {
            history.add(call(
                    "track",
                    "o" + i,
                    at.plusSeconds(86_400L * i + 300),
                    contact,
                    null,
                    account,
                    "\"event\":\"Order Completed\",\"properties\":{\"email\":\"%s\",\"currency\":\"GBP\",\"products\":[{\"product_id\":\"PF-%d\",\"name\":\"Thing\",\"quantity\":2,\"price\":3.5}]}"
                            .formatted(email, i % 2)));
            history.add(call(
                    "track",
                    "p" + i,
                    at.plusSeconds(86_400L * i + 600),
                    contact,
                    visitor,
                    account,
                    "\"event\":\"Product Viewed\",\"properties\":{\"product_id\":\"PF-1\"}"));
        }
        history.add(call(
                "track",
                "bad",
                at.plusSeconds(900),
                contact,
                null,
                account,
                "\"event\":\"\",\"properties\":{\"email\":\"%s\"}".formatted(email)));
        return history;
    }

    private String call(String type, String id, Instant at, String user, String anonymous, String group, String rest) {
        return "{\"type\":\"%s\",\"messageId\":\"%s-%s\",\"timestamp\":\"%s\",%s%s%s%s}"
                .formatted(
                        type,
                        run,
                        id,
                        at,
                        user == null ? "" : "\"userId\":\"" + user + "\",",
                        anonymous == null ? "" : "\"anonymousId\":\"" + anonymous + "\",",
                        group == null ? "" : "\"context\":{\"groupId\":\"" + group + "\"},",
                        rest);
    }

    /** Deletes, and waits for the receipt that says who did what. */
    private void forget(String path) {
        JsonNode receipt = suite.send(suite.request(path, suite.local.env().adminKey())
                        .DELETE()
                        .build())
                .expect(202)
                .json();
        assertThat(receipt.path("status").asText()).isEqualTo("PENDING");
        String erasure = "/v1/erasures/" + receipt.get("id").asText();
        Suite.await(
                Duration.ofSeconds(60),
                () -> suite.admin(erasure).json().path("status").asText().equals("COMPLETED"));
        JsonNode completed = suite.admin(erasure).json();
        assertThat(completed.toString())
                .contains("persona-service", "journey-service", "recommendation-service", "journey.activity")
                .doesNotContain(contact, account);
        assertThat(completed.path("backups").asText()).isNotEmpty();
    }

    private List<String> traces(String... texts) {
        List<String> traces = tableTraces(texts);
        String keys = redis("KEYS *\r\n");
        for (String text : texts) {
            if (keys.contains(text)) {
                traces.add("a key of Redis has " + text);
            }
        }
        return traces;
    }

    private List<String> tableTraces(String... texts) {
        List<String> traces = new ArrayList<>();
        for (Service service : Service.values()) {
            try (Connection c = suite.local.database(service).connectAsOwner()) {
                for (String table : tables(c)) {
                    for (String text : texts) {
                        if (has(c, table, text)) {
                            traces.add(service + "." + table + " has " + text);
                        }
                    }
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
        return traces;
    }

    private static List<String> tables(Connection c) throws SQLException {
        List<String> tables = new ArrayList<>();
        ResultSet rows = c.createStatement()
                .executeQuery(
                        "SELECT oid::regclass::text FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace");
        while (rows.next()) {
            tables.add(rows.getString(1));
        }
        return tables;
    }

    private static boolean has(Connection c, String table, String text) throws SQLException {
        try (var select = c.prepareStatement("SELECT EXISTS (SELECT FROM " + table + " t WHERE t::text LIKE ?)")) {
            select.setString(1, "%" + text + "%");
            ResultSet row = select.executeQuery();
            return row.next() && row.getBoolean(1);
        }
    }

    private String redis(String command) {
        var uri = suite.local.redis();
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(2000);
            OutputStream out = socket.getOutputStream();
            out.write((command + "QUIT\r\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
