package io.desirepath.journey.ingestion;

import static io.desirepath.journey.ingestion.Calls.alias;
import static io.desirepath.journey.ingestion.Calls.group;
import static io.desirepath.journey.ingestion.Calls.identify;
import static io.desirepath.journey.ingestion.Calls.page;
import static io.desirepath.journey.ingestion.Calls.server;
import static io.desirepath.journey.ingestion.Calls.submission;
import static io.desirepath.journey.ingestion.Calls.track;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.Consent;
import io.desirepath.contracts.ContactId;
import io.desirepath.contracts.ContactProfile;
import io.desirepath.contracts.ErasureRequested;
import io.desirepath.contracts.ErasureRequested.Kind;
import io.desirepath.contracts.FeedEvent;
import io.desirepath.contracts.Feeds;
import io.desirepath.contracts.MessageId;
import io.desirepath.journey.JourneyServiceIT;
import io.desirepath.journey.activity.domain.Activity;
import io.desirepath.journey.stage.domain.Mark;
import io.desirepath.service.feed.FeedJson;
import io.desirepath.service.feed.FeedProjection;
import io.desirepath.service.privacy.ErasureStep;
import io.desirepath.service.privacy.ErasureTask;
import io.desirepath.service.privacy.SubjectErasure;
import io.desirepath.testing.Tokens;
import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nothing is left of who was erased, and nothing brings them back. */
@QuarkusTest
class ErasureIT extends JourneyServiceIT {

    private static final String ANN = "ann \"ä\" zuq";
    private static final String NAME = "Quintessa";
    private static final String EMAIL = "q.uint@essa.example";
    private static final String HASH = "5f1e".repeat(16);
    private static final String VISITOR = "visitor-9c1";
    private static final String ALIAS = "visitor-4d8";
    private static final String ACME = "acme-55e";
    private static final Instant REQUESTED = Instant.now();

    @Inject
    RecordTogether together;

    @Inject
    @All
    List<FeedProjection> projections;

    @Inject
    SubjectErasure erasure;

    private final String erasureId = UUID.randomUUID().toString();

    @BeforeEach
    void nobodyIsErased() throws SQLException {
        for (String table :
                List.of("erased_subject", "erasure_task", "erasure_count", "feed_erasures_done", "feed_dead_letter")) {
            execute("DELETE FROM " + table);
        }
    }

    @Test
    void ofAContactTheAccountKeepsItsOrdersAndNothingElseIsLeft() throws Exception {
        recordHistory("");
        List<String> needles = List.of(ANN.replace("\"", ""), "zuq", NAME, EMAIL, HASH, VISITOR, ALIAS);
        // A state knows people by fingerprints; that hers is gone shows in the journeys, compared below.
        assertThat(tablesWith("zuq"))
                .contains("feed_activities", "reject")
                .doesNotContain("account_stage", "stage_checkpoint");

        define("users", "CONTACT", "role");
        define("with-users", "ACCOUNT", "roleInGroup");
        execute("UPDATE segment_contact SET role = 'USER'");
        execute("INSERT INTO segment_due (subject, subject_id, trigger) VALUES ('ACCOUNT', '" + ACME + "', 'PROFILE')");
        eventually(() -> assertThat(rows(
                        "SELECT segment_id, subject_id FROM segment_member WHERE segment_id LIKE '%users' ORDER BY 1"))
                .containsExactly("users|" + ANN, "with-users|" + ACME));

        erase(Kind.CONTACT, ANN);
        awaitDone();

        needles.forEach(needle -> assertThat(tablesWith(needle)).as(needle).isEmpty());
        assertThat(rows("SELECT message_id, account_id, contact_id, properties FROM activity WHERE needs_proof"))
                .containsExactlyInAnyOrder("order|" + ACME + "|null|{\"order_id\":\"O-1\"}");
        assertThat(report("journey.activity", "PSEUDONYMISED")).isEqualTo(1);
        assertThat(report("journey.activity", "DELETED")).isGreaterThan(40);
        assertThat(report("journey.contact_profile", "DELETED")).isEqualTo(1);
        assertThat(report("journey.segment_contact", "DELETED")).isEqualTo(1);
        assertThat(report("journey.segment_member", "DELETED")).isEqualTo(1);
        assertThat(rows("SELECT members FROM segment WHERE id = 'users'")).containsExactly("0");
        eventually(() -> assertThat(rows("SELECT subject_id FROM segment_member WHERE segment_id = 'with-users'"))
                .as("her account is looked at without her")
                .isEmpty());
        assertThat(report("journey.account_stage", "REBUILT")).isPositive();

        // The journeys are those of the same history without her.
        List<String> left = journeys();
        emptyTheDatabase();
        nobodyIsErased();
        record(bobs());
        record(List.of(order("order", server(null, null, ACME), "{}")));
        assertThat(left).isEqualTo(journeys());
    }

    private static void define(String segment, String subject, String condition) {
        call().contentType("application/json")
                .body("""
                        {"name": "Some", "subject": "%s", "condition": {"type": "%s", "anyOf": ["USER"]}}""".formatted(subject, condition))
                .put("/v1/segments/" + segment)
                .then()
                .statusCode(201);
    }

    @Test
    void aReplayOfWhatTheContactDidBringsNobodyBack() throws Exception {
        recordHistory("");
        erase(Kind.CONTACT, ANN);
        awaitDone();
        long rejects = count("reject");

        recordHistory("");
        recordHistory("again-");
        project(contactUpdated(true, REQUESTED.minusSeconds(60)));
        project(contactUpdated(true, REQUESTED.plusSeconds(60)));
        project(contactUpdated(false, REQUESTED.minusSeconds(60)));

        for (String needle : List.of("zuq", NAME, EMAIL, VISITOR, ALIAS)) {
            assertThat(tablesWith(needle)).as(needle).isEmpty();
        }
        assertThat(rows("SELECT message_id, contact_id, properties FROM activity WHERE needs_proof ORDER BY 1"))
                .containsExactly("again-order|null|{\"order_id\":\"O-1\"}", "order|null|{\"order_id\":\"O-1\"}");
        assertThat(count("reject")).isGreaterThan(rejects);
        assertThat(rows("SELECT DISTINCT message_id, payload FROM reject WHERE reason = 'ERASED'"))
                .containsExactly("null|{}");
    }

    @Test
    void whoIsDescribedAgainIsHeardAgainFromThenOn() throws Exception {
        recordHistory("");
        erase(Kind.CONTACT, ANN);
        awaitDone();

        project(contactUpdated(false, REQUESTED.plusSeconds(1)));
        record(List.of(track("old", daysAgo(2), server(ANN, null, ACME), Mark.CART)));
        record(List.of(track("new", REQUESTED.plusSeconds(2), server(ANN, null, ACME), Mark.CART)));

        assertThat(rows("SELECT message_id FROM activity WHERE contact_id IS NOT NULL AND contact_id LIKE 'ann%'"))
                .containsExactly("new");
    }

    @Test
    void onAForgottenBrowserOthersAreStillHeard() throws Exception {
        recordHistory("");
        erase(Kind.CONTACT, ANN);
        awaitDone();

        record(List.of(track("bobs", daysAgo(1), page("bob", VISITOR, null), Mark.CART)));
        record(List.of(track("nobodys", daysAgo(1), page(null, VISITOR, null), Mark.CART)));

        assertThat(rows("SELECT contact_id, anonymous_id FROM activity WHERE message_id = 'bobs'"))
                .containsExactly("bob|null");
        assertThat(count("activity WHERE message_id = 'nobodys'")).isZero();
    }

    @Test
    void ofAnAccountNothingIsLeftAndNothingComesBack() throws Exception {
        recordHistory("");
        assertThat(tablesWith(ACME)).contains("activity", "account_stage", "stage_transition", "feed_stages");

        erase(Kind.ACCOUNT, ACME);
        awaitDone();
        recordHistory("");
        recordHistory("again-");

        assertThat(tablesWith(ACME)).isEmpty();
        assertThat(tablesWith("zuq")).isNotEmpty();
        call().get("/v1/accounts/" + ACME + "/journey").then().statusCode(404);
    }

    @Test
    void aWorkerThatDiesAnywhereIsContinued() throws Exception {
        recordHistory("");
        var task = new ErasureTask(erasureId, Kind.CONTACT, ANN, List.of(VISITOR, ALIAS), REQUESTED);
        int steps = erasure.steps(task).size();
        for (int died = 0; died < steps; died++) {
            ErasureStep step = erasure.steps(task).get(died);
            if (step instanceof ErasureStep.Chunked chunked) {
                inTransaction(tx -> chunked.chunks().next(tx));
            }
        }

        erase(Kind.CONTACT, ANN);
        awaitDone();

        for (String needle : List.of("zuq", NAME, EMAIL, VISITOR, ALIAS)) {
            assertThat(tablesWith(needle)).as(needle).isEmpty();
        }
    }

    @Test
    void anExportHasAllThereIs() throws Exception {
        recordHistory("");

        List<JsonNode> lines = given().header("Authorization", Tokens.serviceBearer())
                .get("/internal/export/contact/{id}", ANN)
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .map(ErasureIT::json)
                .toList();

        assertThat(lines).extracting(line -> line.at("/section").asText()).contains("activities", "identity");
        assertThat(lines.stream().filter(line -> line.at("/section").asText().equals("activities")))
                .hasSize(Integer.parseInt(rows("SELECT count(*) FROM activity WHERE contact_id LIKE 'ann%'")
                        .getFirst()));
        assertThat(lines)
                .extracting(line -> line.at("/row/anonymousId").asText())
                .contains(VISITOR, ALIAS);
        given().header("Authorization", Tokens.bearer("admin"))
                .get("/internal/export/contact/{id}", ANN)
                .then()
                .statusCode(403);
    }

    /** Ann and Bob act for Acme; before she said who she is, Ann was a visitor. */
    private void recordHistory(String prefix) throws SQLException {
        record(bobs().stream().map(activity -> renamed(prefix, activity)).toList());
        List<Activity> anns = new ArrayList<>();
        anns.add(group("g", daysAgo(90), server(ANN, null, ACME)));
        anns.add(track("before", daysAgo(80), page(null, VISITOR, null), Mark.PAGE_VIEW));
        anns.add(identify(
                "i",
                daysAgo(70),
                server(ANN, VISITOR, null),
                "{\"name\":\"" + NAME + "\",\"email\":\"" + EMAIL + "\"}"));
        anns.add(alias("a", daysAgo(69), ALIAS, server(ANN, null, null)));
        for (int i = 0; i < 40; i++) {
            anns.add(track("ann-" + i, daysAgo(60 - i), server(ANN, VISITOR, null), Mark.CONTENT));
        }
        anns.add(order("order", server(ANN, null, ACME), "{\"order_id\":\"O-1\",\"email\":\"" + EMAIL + "\"}"));
        record(anns.stream().map(activity -> renamed(prefix, activity)).toList());
        post("/v1/track", "{\"userId\":" + JSON.valueToTree(ANN) + ",\"traits\":{\"email\":\"" + EMAIL + "\"}}");
        if (prefix.isEmpty() && count("erasure_task") == 0) {
            assertThat(count("reject")).isEqualTo(1);
            execute("INSERT INTO contact_profile VALUES ('" + ANN + "', 'GRANTED', 1, 'BUYER')");
            execute("INSERT INTO segment_contact (contact_id, profiling, marketing_email, advertising, email_sha256,"
                    + " revision) VALUES ('" + ANN + "', 'GRANTED', 'GRANTED', 'UNKNOWN', '" + HASH + "', 1)");
            execute("INSERT INTO segment_contact_account VALUES ('" + ANN + "', '" + ACME + "')");
            execute("INSERT INTO segment_account (account_id, name, revision) VALUES ('" + ACME + "', 'Acme', 1)");
            execute("INSERT INTO segment_reorder VALUES ('" + ACME + "', 'P', 'OVERDUE', now())");
            execute("INSERT INTO segment_due (subject, subject_id, trigger) VALUES ('CONTACT', '" + ANN
                    + "', 'PROFILE'), ('ACCOUNT', '" + ACME + "', 'PROFILE')");
            execute("INSERT INTO feed_dead_letter (feed, event_id, subject, event) VALUES ('profiles', 'x', '" + ANN
                    + "', '" + FeedJson.MAPPER.valueToTree(contactUpdated(false, REQUESTED)) + "')");
        }
    }

    private static List<Activity> bobs() {
        List<Activity> activities = new ArrayList<>();
        activities.add(group("bob-g", daysAgo(95), server("bob", null, ACME)));
        for (int i = 0; i < 30; i++) {
            activities.add(track("bob-" + i, daysAgo(62 - i), server("bob", null, ACME), Mark.PRICING));
        }
        return activities;
    }

    private static Activity order(String id, io.desirepath.journey.activity.domain.Sender sender, String properties) {
        return Calls.order(id, daysAgo(5), sender).withProperties(properties);
    }

    private static Activity renamed(String prefix, Activity a) {
        return new Activity(
                new MessageId(prefix + a.messageId()),
                a.at(),
                a.receivedAt(),
                a.sender(),
                a.claim(),
                a.event(),
                a.mark(),
                a.touchpoint(),
                a.needsProof(),
                a.synthetic(),
                a.order(),
                a.productId(),
                a.accountName(),
                a.properties());
    }

    private void record(List<Activity> all) {
        together.alone(submission(all));
    }

    private void erase(Kind kind, String subject) {
        project(event(
                Feeds.ERASURES,
                Feeds.ERASURE_REQUESTED,
                erasureId,
                REQUESTED,
                new ErasureRequested(erasureId, kind, subject, List.of())));
    }

    private static FeedEvent contactUpdated(boolean stub, Instant at) {
        return event(
                Feeds.PROFILES,
                Feeds.CONTACT_UPDATED,
                ANN,
                at,
                new ContactProfile(
                        new ContactId(ANN),
                        List.of(new AccountId(ACME)),
                        null,
                        null,
                        null,
                        null,
                        Consent.GRANTED,
                        Consent.GRANTED,
                        Consent.UNKNOWN,
                        HASH,
                        null,
                        stub,
                        7));
    }

    private static FeedEvent event(String feed, String type, String subject, Instant at, Object data) {
        return new FeedEvent(
                UUID.randomUUID().toString(), "/feeds/" + feed, type, subject, at, FeedJson.MAPPER.valueToTree(data));
    }

    private void project(FeedEvent event) {
        List<FeedProjection> readers = projections.stream()
                .filter(p -> event.source().equals("/feeds/" + p.feed()))
                .toList();
        assertThat(readers).isNotEmpty();
        for (FeedProjection projection : readers) {
            inTransaction(tx -> {
                projection.lock(tx, List.of(event));
                projection.apply(tx, List.of(event));
                return null;
            });
            projection.committed(List.of(event));
        }
    }

    private interface Work {
        Object run(Connection tx) throws SQLException;
    }

    private void inTransaction(Work work) {
        QuarkusTransaction.requiringNew().call(() -> {
            try (Connection tx = database.getConnection()) {
                return work.run(tx);
            }
        });
    }

    private void awaitDone() throws InterruptedException {
        eventually(
                () -> assertThat(rows("SELECT payload ->> 'erasureId', payload ->> 'service' FROM feed_erasures_done"))
                        .containsExactly(erasureId + "|journey-service"));
    }

    private long report(String store, String action) {
        return Long.parseLong(
                rows("SELECT s ->> 'count' FROM feed_erasures_done, json_array_elements(payload -> 'stores') s"
                                + " WHERE s ->> 'store' = '" + store + "' AND s ->> 'action' = '" + action + "'")
                        .getFirst());
    }

    private List<String> tablesWith(String needle) {
        List<String> found = new ArrayList<>();
        for (String table : rows("SELECT table_name FROM information_schema.tables"
                + " WHERE table_schema = 'public' AND table_type = 'BASE TABLE'")) {
            if (!rows("SELECT 1 FROM \"" + table + "\" t WHERE strpos(t::text, '" + needle + "') > 0 LIMIT 1")
                    .isEmpty()) {
                found.add(table);
            }
        }
        return found;
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
