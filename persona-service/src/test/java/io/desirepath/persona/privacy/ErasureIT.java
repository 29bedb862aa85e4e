package io.desirepath.persona.privacy;

import static io.desirepath.persona.Api.account;
import static io.desirepath.persona.Api.call;
import static io.desirepath.persona.Api.contact;
import static io.desirepath.persona.Api.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.contracts.ErasureDone;
import io.desirepath.contracts.ErasureDone.Action;
import io.desirepath.contracts.ErasureDone.StoreReport;
import io.desirepath.contracts.FeedEvent;
import io.desirepath.contracts.Feeds;
import io.desirepath.persona.Activities;
import io.desirepath.persona.contact.domain.EmailHash;
import io.desirepath.service.feed.FeedJson;
import io.desirepath.service.feed.FeedProjection;
import io.desirepath.testing.ServiceStores;
import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** From the deletion to the completed receipt, with nothing left behind. */
@QuarkusTest
@TestProfile(ErasureIT.Profile.class)
class ErasureIT {

    /** The service with its own database, and others that a test reports for. */
    public static final class Profile implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(
                    new TestResourceEntry(ServiceStores.class, Map.of("database", "persona")),
                    new TestResourceEntry(OtherParts.class));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    private final String name = "Quintessa " + UUID.randomUUID();
    private final String email = UUID.randomUUID() + "@essa.example";

    @Inject
    DataSource database;

    @Inject
    @All
    List<FeedProjection> projections;

    private final String ann = "ann zuq " + UUID.randomUUID();
    private final String acme = "acme zuq " + UUID.randomUUID();

    @Test
    void ofAContactNothingIsLeftOnceAllHaveReported() throws Exception {
        history();
        execute("INSERT INTO contact_retelling (after_contact) VALUES ('" + ann + "')"
                + " ON CONFLICT (only_row) DO UPDATE SET after_contact = excluded.after_contact");
        assertThat(tablesWith(EmailHash.sha256(email))).containsExactly("feed_profiles");
        Response deleted = call().delete(contact(ann));
        assertThat(deleted.statusCode()).isEqualTo(202);
        String receipt = deleted.header("Location");
        assertThat(receipt).isEqualTo("/v1/erasures/" + deleted.path("id"));
        awaitReported(receipt, "persona-service");
        assertThat(call().get(receipt).<String>path("status")).isEqualTo("PENDING");
        put(contact(ann), "{}").then().statusCode(409);

        report("journey", deleted.path("id"));
        assertThat(call().get(receipt).<String>path("status")).isEqualTo("PENDING");
        report("recommendation", deleted.path("id"));

        Response done = call().get(receipt);
        assertThat(done.<String>path("status")).isEqualTo("COMPLETED");
        assertThat(done.<String>path("backups")).startsWith("Copies in backups vanish by 2");
        assertThat(done.<List<String>>path("services.service"))
                .containsExactly("persona-service", "journey-service", "recommendation-service");
        assertThat(done.<List<String>>path("services[0].stores.store"))
                .contains("persona.contact", "persona.feed_profiles", "persona.contact_tombstone");
        for (String needle : List.of(ann, name, email, EmailHash.sha256(email))) {
            assertThat(tablesWith(needle)).as(needle).isEmpty();
        }
        assertThat(call().get("/v1/erasures").<List<String>>path("erasures.id")).contains(deleted.<String>path("id"));
        assertThat(call().get(account(acme)).statusCode()).isEqualTo(200);

        replay();
        assertThat(tablesWith(ann)).isEmpty();
        assertThat(put(contact(ann), "{}").statusCode()).isEqualTo(201);
    }

    @Test
    void ofAnAccountNothingIsLeftOnceAllHaveReported() throws Exception {
        history();
        put(account(acme + " child"), "{\"parentId\": \"" + acme + "\"}");
        Response deleted = call().delete(account(acme));
        awaitReported(deleted.header("Location"), "persona-service");
        report("journey", deleted.path("id"));
        report("recommendation", deleted.path("id"));

        replay();

        assertThat(rowsWith(acme)).allMatch(row -> row.contains(acme + " child"));
        call().delete(account(acme + " child"));
        assertThat(call().get(contact(ann)).statusCode()).isEqualTo(200);
        call().delete(contact(ann));
    }

    @Test
    void anUnknownErasureIsAProblem() {
        assertThat(call().get("/v1/erasures/none").<String>path("type")).endsWith("/unknown-erasure");
    }

    @Test
    void anExportIsOneArchiveOfAllServicesParts() throws Exception {
        history();

        Response export = call().get(contact(ann) + "/export");

        assertThat(export.contentType()).isEqualTo("application/zip");
        Map<String, String> files = ArchiveTest.unzip(export.asByteArray());
        assertThat(files).containsOnlyKeys("README.txt", "profile.json", "activities.ndjson");
        assertThat(files.get("profile.json")).contains(name, email, acme);
        assertThat(files.get("activities.ndjson")).contains("/internal/export/contact/ann%20zuq%20");
        assertThat(call().get(contact("nobody") + "/export").statusCode()).isEqualTo(404);
        call().delete(contact(ann));
    }

    private void history() throws SQLException {
        replay();
        put(
                        contact(ann),
                        "{\"name\":\"" + name + "\",\"email\":\"" + email + "\",\"accountIds\":[\"" + acme
                                + "\"],\"consents\":{\"ADVERTISING\":{\"consent\":\"GRANTED\"}}}")
                .then()
                .statusCode(200);
        execute("INSERT INTO feed_dead_letter (feed, event_id, subject, event) VALUES ('activities', '"
                + UUID.randomUUID() + "', '" + acme + "', '"
                + FeedJson.MAPPER.valueToTree(Activities.event(Activities.activity(acme, ann, Instant.now()))) + "')");
    }

    private void replay() {
        project(
                "activities",
                Activities.event(
                        Activities.named(acme, "Acme", ann, Instant.now().minusSeconds(3600))));
    }

    private void report(String owner, String erasure) {
        project(
                Feeds.ERASURES_DONE + "_" + owner,
                new FeedEvent(
                        UUID.randomUUID().toString(),
                        "/feeds/erasures_done",
                        Feeds.ERASURE_DONE,
                        erasure,
                        Instant.now(),
                        FeedJson.MAPPER.valueToTree(new ErasureDone(
                                erasure,
                                owner + "-service",
                                List.of(new StoreReport(owner + ".x", Action.DELETED, 0))))));
    }

    private void project(String name, FeedEvent event) {
        FeedProjection projection = projections.stream()
                .filter(p -> p.name().equals(name))
                .findAny()
                .orElseThrow();
        QuarkusTransaction.requiringNew().call(() -> {
            try (Connection tx = database.getConnection()) {
                projection.lock(tx, List.of(event));
                projection.apply(tx, List.of(event));
                return null;
            }
        });
    }

    private static void awaitReported(String receipt, String service) throws InterruptedException {
        for (int i = 0; i < 400; i++) {
            if ("COMPLETED"
                    .equals(call().get(receipt).path("services.find { it.service == '" + service + "' }.status"))) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError(service + " has not reported");
    }

    private List<String> tablesWith(String needle) throws SQLException {
        List<String> found = new ArrayList<>();
        for (String table : tables()) {
            if (!column("SELECT 1 FROM \"" + table + "\" t WHERE strpos(t::text, '" + needle + "') > 0")
                    .isEmpty()) {
                found.add(table);
            }
        }
        return found;
    }

    private List<String> rowsWith(String needle) throws SQLException {
        List<String> found = new ArrayList<>();
        for (String table : tables()) {
            found.addAll(column("SELECT t::text FROM \"" + table + "\" t WHERE strpos(t::text, '" + needle + "') > 0"));
        }
        return found;
    }

    private List<String> tables() throws SQLException {
        return column("SELECT table_name FROM information_schema.tables"
                + " WHERE table_schema = 'public' AND table_type = 'BASE TABLE'");
    }

    private List<String> column(String query) throws SQLException {
        try (Connection c = database.getConnection();
                Statement sql = c.createStatement()) {
            ResultSet rows = sql.executeQuery(query);
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    private void execute(String statement) throws SQLException {
        try (Connection c = database.getConnection();
                Statement sql = c.createStatement()) {
            sql.execute(statement);
        }
    }
}
