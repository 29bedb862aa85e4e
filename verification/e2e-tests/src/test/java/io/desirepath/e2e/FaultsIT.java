package io.desirepath.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.desirepath.local.launch.Service;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Parts are killed while the suite works. */
class FaultsIT {

    private static final int BATCHES = 30;
    private static final int ORDERS = 20;
    private static final int SENDERS = 16;
    private static final int VIEWS = 40;
    private static final int ATTEMPTS = 5;
    private static final Duration SETTLING = Duration.ofMinutes(3);

    /** Pods follow the database within a second. */
    private static final Duration FOLLOWING = Duration.ofSeconds(2);

    private static final String UNCOUNTED = """
            SELECT count(*) FROM purchase_change AS c
            JOIN model_version AS m ON m.status = 'CHAMPION'
            JOIN counted_model AS n ON n.model_version = m.model_version AND c.changed_in >= n.counted_below
            LEFT JOIN counted_account AS a ON a.model_version = m.model_version AND a.account_id = c.account_id
            WHERE a.seen IS DISTINCT FROM c.changed_in""";

    /** The minute, the model with the lists that orders have changed since, and all that is known of accounts. */
    private static final String MOMENT = """
            SELECT concat_ws(' ', date_trunc('minute', clock_timestamp()),
                (SELECT model_version FROM model_version WHERE status = 'CHAMPION'),
                (SELECT max(changed_in::text::bigint) FROM changed_list),
                (SELECT count(*) FROM purchase),
                (SELECT sum(revision) FROM account_context))""";

    private final Suite suite = Suite.get();

    @ParameterizedTest
    @EnumSource(Service.class)
    void whatWasAnsweredIsThereOnceAfterAServiceWasKilledDuringAnImport(Service victim) throws Exception {
        String run = "kill-" + victim.name().toLowerCase(java.util.Locale.ROOT);
        Instant start = Instant.now().minus(30, ChronoUnit.DAYS);
        for (int batch = 0; batch < BATCHES; batch++) {
            if (batch == BATCHES / 3) {
                kill(suite.local.pid(victim));
            }
            sendUntilAnswered("/v1/imports", "application/x-ndjson", orders(run, batch, start));
        }
        suite.local.awaitReady(victim, Duration.ofSeconds(60));

        long expected = (long) BATCHES * ORDERS;
        assertThat(count(Service.JOURNEY, "SELECT count(*) FROM activity WHERE account_id LIKE ?", run))
                .isEqualTo(expected);
        Suite.await(
                Duration.ofSeconds(30),
                () -> count(Service.RECOMMENDATION, "SELECT count(*) FROM purchase WHERE account_id LIKE ?", run)
                        == expected);
        Suite.await(
                Duration.ofSeconds(30),
                () -> count(Service.PERSONA, "SELECT count(*) FROM account WHERE id LIKE ?", run) == ORDERS);
        assertThat(suite.recommendations(run + "-0", "placement=reorder").json().get("items"))
                .isNotEmpty();
    }

    @Test
    void whatABurstSentIsThereOnceAfterItsServiceWasKilled() throws Exception {
        Instant at = Instant.now().minus(1, ChronoUnit.DAYS);
        List<Thread> senders = new ArrayList<>();
        for (int sender = 0; sender < SENDERS; sender++) {
            String run = "burst-" + sender;
            senders.add(Thread.ofPlatform().start(() -> {
                for (int batch = 0; batch < BATCHES; batch++) {
                    String body = "{\"batch\":[" + views(run, batch, at) + "]}";
                    sendUntilAnswered("/v1/batch", "application/json", body);
                }
            }));
        }
        Suite.await(Duration.ofSeconds(30), () -> count(Service.JOURNEY, "SELECT count(*) FROM accepted_call") > 0);
        kill(suite.local.pid(Service.JOURNEY));
        for (Thread sender : senders) {
            sender.join();
        }
        Suite.await(Duration.ofSeconds(60), () -> count(Service.JOURNEY, "SELECT count(*) FROM accepted_call") == 0);

        long expected = (long) SENDERS * BATCHES * VIEWS;
        assertThat(count(Service.JOURNEY, "SELECT count(*) FROM activity WHERE account_id LIKE ?", "burst"))
                .isEqualTo(expected);
        assertThat(count(Service.JOURNEY, "SELECT sum(events) FROM account_stage WHERE account_id LIKE ?", "burst"))
                .isEqualTo(expected);
        Suite.await(
                Duration.ofSeconds(60),
                () -> count(Service.PERSONA, "SELECT count(*) FROM account WHERE id LIKE ?", "burst") == VIEWS);
    }

    @Test
    void aFlushedRedisChangesNoAnswer() throws Exception {
        List<String> accounts = new ArrayList<>();
        suite.admin("/v1/accounts?pageSize=50")
                .json()
                .get("accounts")
                .forEach(a -> accounts.add(a.get("id").asText()));
        for (int round = 0; round < 3; round++) {
            assertAnswersStand(accounts, i -> {
                if (i % 10 == 0) {
                    redis("FLUSHALL");
                }
            });
        }
    }

    @Test
    void aKilledRedisChangesNoAnswer() throws Exception {
        String account = suite.admin("/v1/accounts?pageSize=1")
                .json()
                .at("/accounts/0/id")
                .asText();
        assertAnswersStand(Collections.nCopies(50, account), i -> {
            if (i == 0) {
                kill(suite.local.redisPid());
            }
        });
    }

    private interface Disturbance {
        void before(int request) throws Exception;
    }

    /**
     * Asks twice, the second time disturbed. Answers may differ if the minute turned or what they depend on moved: then both
     * are asked for again.
     */
    private void assertAnswersStand(List<String> accounts, Disturbance disturbance) throws Exception {
        try (Connection c = suite.local.database(Service.RECOMMENDATION).connect()) {
            // Waits for a training of the tests before, and keeps the next one from beginning.
            query(c, "SELECT pg_advisory_lock(hashtextextended('model training', 0))");
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                String moment = settled(c);
                List<List<String>> before = accounts.stream().map(this::items).toList();
                List<List<String>> disturbed = new ArrayList<>();
                for (int i = 0; i < accounts.size(); i++) {
                    disturbance.before(i);
                    disturbed.add(items(accounts.get(i)));
                }
                if (query(c, MOMENT).equals(moment)) {
                    assertThat(disturbed).isEqualTo(before);
                    return;
                }
            }
        }
        fail("what answers depend on never stood for as long as it took to ask twice");
    }

    /** What answers depend on, once all orders are counted and pods have had the time to follow. */
    private static String settled(Connection c) throws Exception {
        Instant deadline = Instant.now().plus(SETTLING);
        while (true) {
            String moment = query(c, MOMENT);
            Thread.sleep(FOLLOWING);
            if (query(c, UNCOUNTED).equals("0") && query(c, MOMENT).equals(moment)) {
                return moment;
            }
            assertThat(Instant.now()).as("what answers depend on still moves").isBefore(deadline);
        }
    }

    private static String query(Connection c, String query) throws SQLException {
        try (Statement statement = c.createStatement()) {
            ResultSet row = statement.executeQuery(query);
            row.next();
            return row.getString(1);
        }
    }

    /** What is recommended, in order; scores decay by the minute. */
    private List<String> items(String account) {
        return suite.recommendations(account, "placement=home&limit=10")
                .json()
                .get("items")
                .findValuesAsText("productId");
    }

    /** One order of each of {@value #ORDERS} accounts, as NDJSON. */
    private static String orders(String run, int batch, Instant start) {
        StringBuilder lines = new StringBuilder();
        for (int account = 0; account < ORDERS; account++) {
            lines.append(Suite.order(
                            "%s-%d-%d".formatted(run, batch, account),
                            run + "-" + account,
                            start.plus(batch, ChronoUnit.HOURS),
                            "85123A"))
                    .append('\n');
        }
        return lines.toString();
    }

    /** One view by each of {@value #VIEWS} accounts, as the elements of an array. */
    private static String views(String run, int batch, Instant at) {
        List<String> events = new ArrayList<>();
        for (int account = 0; account < VIEWS; account++) {
            String id = "%s-%d-%d".formatted(run, batch, account);
            events.add(Suite.event(id, "burst-" + account, "Product Viewed", at.plusSeconds(batch), ""));
        }
        return String.join(",", events);
    }

    /** What a careful client does: the same request again until it is answered 200. */
    private void sendUntilAnswered(String path, String contentType, String body) {
        Suite.await(Duration.ofSeconds(60), () -> {
            try {
                return suite.post(suite.local.env().writeKey(), path, contentType, body)
                                .status()
                        == 200;
            } catch (UncheckedIOException gatewayIsAway) {
                return false;
            }
        });
    }

    private static void kill(long pid) {
        assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
    }

    /** @param runs whose accounts are counted, where the query asks for one */
    private long count(Service service, String query, String... runs) {
        try (Connection c = suite.local.database(service).connect();
                PreparedStatement select = c.prepareStatement(query)) {
            for (int i = 0; i < runs.length; i++) {
                select.setString(i + 1, runs[i] + "-%");
            }
            ResultSet row = select.executeQuery();
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void redis(String command) throws Exception {
        try (Socket socket =
                new Socket(suite.local.redis().getHost(), suite.local.redis().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            assertThat((char) in.read()).isEqualTo('+');
        }
    }
}
