package io.desirepath.persona.persona;

import static io.desirepath.persona.Api.account;
import static io.desirepath.persona.Api.call;
import static io.desirepath.persona.Api.contact;
import static io.desirepath.persona.Api.expectProblem;
import static io.desirepath.persona.persona.PersonaIT.persona;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ActivityRecorded;
import io.desirepath.contracts.ActivityWithdrawn;
import io.desirepath.contracts.ContactId;
import io.desirepath.contracts.ContactProfile.AssignedPersona;
import io.desirepath.contracts.FeedEvent;
import io.desirepath.contracts.Feeds;
import io.desirepath.contracts.MessageId;
import io.desirepath.contracts.ProblemType;
import io.desirepath.persona.Activities;
import io.desirepath.persona.Api;
import io.desirepath.persona.FakeJourney;
import io.desirepath.persona.ProfilesFeedTail;
import io.desirepath.persona.contact.ProfileProjection;
import io.desirepath.service.feed.FeedJson;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.path.json.config.JsonPathConfig.NumberReturnType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AssignmentIT {

    /** Another one in each test: who was forgotten is only known again for what comes later. */
    private final String walker = "b-walker-" + UUID.randomUUID();

    FakeJourney journey;

    @Inject
    ProfileProjection projection;

    @Inject
    NightlyUpkeep upkeep;

    @Inject
    DataSource database;

    @Test
    void aContactIsAssignedWithEvidence() {
        put(contact("a-head"), "{\"title\": \"Head of Procurement\", \"department\": \"Purchasing\"}");

        call().get(contact("a-head") + "/persona")
                .then()
                .statusCode(200)
                .body("contactId", equalTo("a-head"))
                .body("persona", equalTo("procurement-lead"))
                .body("version", greaterThan(0))
                .body("probability", greaterThan(0.9f))
                .body("alternatives.persona", hasItems("budget-owner", "end-user"))
                .body("evidence[0].says", equalTo("The title is one of procurement"))
                .body("evidence[0].weight", equalTo(4.0f))
                .body("evidence[0].because[0]", equalTo("The title 'Head of Procurement' has 'procurement'"))
                .body("assignedAt", notNullValue());
        expectProblem(call().get(contact("a-nobody") + "/persona"), ProblemType.UNKNOWN_CONTACT, "'a-nobody'");
    }

    @Test
    void somebodyUnknownIsOfNoPersona() {
        put(contact("a-blank"), "{}");

        call().get(contact("a-blank") + "/persona")
                .then()
                .statusCode(200)
                .body("persona", nullValue())
                .body("probability", nullValue())
                .body("none", greaterThan(0.7f));
    }

    @Test
    void aChangeOfTheContactOrItsAccountIsSeenAtOnce() {
        put(contact("a-changing"), "{\"title\": \"Owner\", \"accountIds\": [\"a-small\"]}");
        String path = contact("a-changing") + "/persona";
        call().get(path).then().body("persona", equalTo("budget-owner"));

        put(account("a-small"), "{\"employees\": 8}");
        call().get(path).then().body("evidence.says", hasItem("Leads a small company, where the owner decides"));

        put(contact("a-changing"), "{\"title\": \"Warehouse Planner\"}");
        call().get(path).then().body("persona", equalTo("operations-planner"));
    }

    @Test
    void thePublishedProfileCarriesThePersona() {
        ProfilesFeedTail feed = new ProfilesFeedTail();

        put(contact("a-told"), "{\"title\": \"Chief Financial Officer\", \"department\": \"Finance\"}");

        List<AssignedPersona> told = new ArrayList<>();
        await("the profile tells of the persona", () -> {
            feed.drain().stream()
                    .filter(event -> event.subject().equals("a-told"))
                    .forEach(event -> told.add(ProfilesFeedTail.contact(event).persona()));
            return !told.isEmpty() && told.getLast() != null;
        });
        assertThat(told.getLast().personaId()).isEqualTo("budget-owner");
        assertThat(told.getLast().version()).isPositive();
        assertThat(told.getLast().probability()).isGreaterThan(0.9);
    }

    @Test
    void aNewVersionReassignsWithProgress() throws SQLException {
        execute("""
                INSERT INTO contact (id, title, stub, revision, created_at, updated_at)
                SELECT 'a-many ' || n, 'Beekeeper', true, nextval('profile_revision'), now(), now()
                FROM generate_series(100, 549) AS n""");
        String keeper = """
                {"name": "Keeper", "scorecard": {"base": -8, "lines": [
                  {"condition": {"type": "title", "containsAny": ["beekeeper"]}, "weight": %s, "says": "Keeps bees"},
                  {"condition": {"type": "title", "containsAny": ["beekeeper"]}, "weight": 5, "says": "Really"}]}}""";
        put(persona("keeper"), keeper.formatted("5")).then().statusCode(201);
        awaitReassigned();
        call().get(persona("keeper") + "/contacts?pageSize=1000")
                .then()
                .body("contacts.size()", equalTo(450))
                .body("contacts[0].version", equalTo(1));

        put(persona("keeper"), keeper.formatted("4")).then().header("ETag", "\"2\"");
        put(contact("a-many new"), "{\"title\": \"Beekeeper\"}");
        call().get(contact("a-many new") + "/persona").then().body("version", equalTo(2));
        awaitReassigned();

        JsonPath progress = call().get("/v1/personas/reassignment").jsonPath();
        assertThat(progress.getLong("done"))
                .as("the new one may have come when all the others were done")
                .isGreaterThanOrEqualTo(450)
                .isEqualTo(progress.getLong("total"));
        assertThat(Instant.parse(progress.getString("finishedAt")))
                .isAfterOrEqualTo(Instant.parse(progress.getString("startedAt")));
        List<Integer> versions = call().get(persona("keeper") + "/contacts?pageSize=1000")
                .jsonPath()
                .getList("contacts.version");
        assertThat(versions).hasSize(451).containsOnly(2);

        call().delete(persona("keeper")).then().statusCode(204);
        awaitReassigned();
        call().get(contact("a-many 100") + "/persona").then().body("persona", nullValue());
    }

    @Test
    void whatContactsDoIsCountedComparedAndTakenBack() {
        Instant now = Instant.now();
        ActivityRecorded wrong = activity("Quote Requested", "quote", now, "b-acme");
        List<ActivityRecorded> done = List.of(
                activity("Order Completed", "order", now, "b-acme"),
                activity("Order Completed", "order", now, "b-other"),
                activity("Support Ticket Opened", "support", now.minus(Duration.ofDays(3)), "b-acme"),
                activity("Product Viewed", "web", now.minus(Duration.ofDays(400)), "b-acme"));
        put(persona("walker"), """
                {"name": "Walker", "preferredTouchpoints": ["support", "web"], "scorecard": {"base": -8, "lines": [
                  {"condition": {"type": "title", "containsAny": ["dog walker"]}, "weight": 5, "says": "Walks dogs"},
                  {"condition": {"type": "title", "containsAny": ["dog walker"]}, "weight": 5, "says": "Really"},
                  {"condition": {"type": "activity", "event": "Order Completed", "atLeast": 2, "withinDays": 30},
                   "weight": 1, "says": "Orders"}]}}""").then().statusCode(201);
        put(contact(walker), "{\"title\": \"Dog Walker\"}").then().statusCode(201);
        journey.publish(Activities.event(wrong));
        done.forEach(activity -> journey.publish(Activities.event(activity)));
        done.forEach(activity -> journey.publish(Activities.event(activity)));
        journey.publish(withdrawn(wrong));
        awaitReassigned();

        await("everything is counted", () -> {
            call().get(contact(walker) + "/persona");
            JsonPath counted = reality();
            // Three are also counted when a page ended before the ticket: the one that is withdrawn is among them then.
            return counted.getInt("activities") == 3
                    && counted.getInt("purchases.orders") == 2
                    && counted.getList("frictions.name").contains("Support Ticket Opened");
        });
        call().get(contact(walker) + "/persona").then().body("evidence.says", hasItem("Orders"));
        JsonPath reality = reality();
        assertThat(reality.getInt("contacts")).isEqualTo(1);
        assertThat(reality.getList("touchpoints.name")).containsExactly("order", "support");
        assertThat(reality.getInt("purchases.accounts")).isEqualTo(2);
        assertThat(reality.getList("frictions.name")).containsExactly("Support Ticket Opened");
        assertThat(reality.getList("claims.preferredTouchpoints")).containsExactly("support", "web");
        assertThat(reality.getString("preferredTouchpoints[0].says"))
                .isEqualTo("Claimed as number 1; really number 2 with 33 % of the activity");
        assertThat(reality.getDouble("touchpoints[0].share")).isEqualTo(0.667);

        call().delete(contact(walker)).then().statusCode(202);
        assertThat(reality().getInt("activities")).isZero();
    }

    @Test
    void fivePeopleAreOfTheFiveShippedPersonas() {
        put(contact("g-1"), "{\"title\": \"Strategic Buyer\", \"department\": \"Purchasing\", \"role\": \"BUYER\"}");
        put(contact("g-2"), "{\"title\": \"Quality Engineer\", \"department\": \"R&D\", \"role\": \"INFLUENCER\"}");
        put(contact("g-3"), "{\"title\": \"Vice President, Europe\", \"traits\": {\"approvalLimit\": 250000.5}}");
        put(contact("g-4"), "{\"title\": \"Service technician\", \"role\": \"USER\"}");
        put(contact("g-5"), "{\"title\": \"Inventory Planner\", \"traits\": {\"deliverySites\": 4}}");

        Map.of(
                        "g-1", "procurement-lead",
                        "g-2", "technical-evaluator",
                        "g-3", "budget-owner",
                        "g-4", "end-user",
                        "g-5", "operations-planner")
                .forEach((id, expected) -> call().get(contact(id) + "/persona")
                        .then()
                        .body("persona", equalTo(expected))
                        .body("probability", greaterThan(0.75f)));
        call().get(contact("g-3") + "/persona")
                .then()
                .body(
                        "evidence.because.flatten()",
                        hasItems(
                                "The title 'Vice President, Europe' has 'vice president', 'president'",
                                "The trait 'approvalLimit' is 250000.5"));
    }

    @Test
    void aReassignmentGoesOnWhereItStopped() throws SQLException {
        awaitReassigned();
        // As a pod leaves it that is killed when only five contacts have come before the last of all ids.
        execute(
                "UPDATE persona_reassignment SET status = 'RUNNING', done = 5, total = 99, after_contact = '\uDBFF\uDFFF'");

        awaitReassigned();

        JsonPath progress = call().get("/v1/personas/reassignment").jsonPath();
        assertThat(progress.getLong("done")).isEqualTo(5);
    }

    @Test
    void anActivityThatMovesBackAndForthWithinAPageCountsOnce() {
        put(contact(walker), "{}");
        ActivityRecorded here = activity("Cart Viewed", "cart", Instant.now(), "b-here");
        ActivityRecorded there = new ActivityRecorded(
                here.messageId(),
                new AccountId("b-there"),
                here.contactId(),
                here.event(),
                here.at(),
                here.receivedAt(),
                here.touchpoint(),
                false,
                null,
                null,
                null);
        List<FeedEvent> page = List.of(
                Activities.event(here),
                withdrawn(here),
                Activities.event(there),
                withdrawn(there),
                Activities.event(here),
                Activities.event(here));

        apply(page);
        apply(page);

        assertThat(counts(walker)).containsExactly("b-here Cart Viewed 1");
        apply(List.of(withdrawn(here), withdrawn(here)));
        assertThat(counts(walker)).isEmpty();
        call().delete(contact(walker)).then().statusCode(202);
    }

    @Test
    void whatWasDoneForAnAccountCountsUntilTheTieIsCut() {
        put(contact(walker), "{}");
        List<FeedEvent> page = List.of(
                Activities.event(activity("Cart Viewed", "cart", Instant.now(), "b-stays")),
                Activities.event(activity("Cart Viewed", "cart", Instant.now(), "b-goes")));
        apply(page);
        assertThat(counts(walker)).containsExactlyInAnyOrder("b-stays Cart Viewed 1", "b-goes Cart Viewed 1");

        put(contact(walker), "{\"accountIds\": [\"b-stays\"]}");
        apply(page);

        assertThat(counts(walker)).containsExactly("b-stays Cart Viewed 1");
        call().delete(contact(walker)).then().statusCode(202);
    }

    @Test
    void whatIsTooOldIsForgottenAtNight() throws Exception {
        put(contact(walker), "{}");
        ActivityRecorded old = activity("Cart Viewed", "cart", Instant.now().minus(Duration.ofDays(500)), "b-old");
        ActivityRecorded recent = activity("Cart Viewed", "cart", Instant.now().minus(Duration.ofDays(300)), "b-new");
        apply(List.of(Activities.event(old), Activities.event(recent)));

        upkeep.run();

        assertThat(counts(walker)).containsExactly("b-new Cart Viewed 1");
        awaitReassigned();
        call().delete(contact(walker)).then().statusCode(202);
    }

    private static Response put(String path, String json) {
        Response response = Api.put(path, json);
        response.then().statusCode(lessThan(300));
        return response;
    }

    private void execute(String sql) throws SQLException {
        try (Connection c = database.getConnection();
                Statement statement = c.createStatement()) {
            statement.execute(sql);
        }
    }

    private void apply(List<FeedEvent> page) {
        QuarkusTransaction.requiringNew().call(() -> {
            try (Connection tx = database.getConnection()) {
                projection.apply(tx, page);
                return null;
            }
        });
    }

    private List<String> counts(String contact) {
        try (Connection c = database.getConnection();
                PreparedStatement select = c.prepareStatement(
                        "SELECT account_id, event, count FROM contact_behaviour WHERE contact_id = ?")) {
            select.setString(1, contact);
            ResultSet rows = select.executeQuery();
            List<String> counts = new ArrayList<>();
            while (rows.next()) {
                counts.add(rows.getString(1) + " " + rows.getString(2) + " " + rows.getLong(3));
            }
            return counts;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonPath reality() {
        return call().get(persona("walker") + "/reality")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath(io.restassured.path.json.config.JsonPathConfig.jsonPathConfig()
                        .numberReturnType(NumberReturnType.DOUBLE));
    }

    private ActivityRecorded activity(String event, String touchpoint, Instant at, String account) {
        return new ActivityRecorded(
                new MessageId(UUID.randomUUID().toString()),
                new AccountId(account),
                new ContactId(walker),
                event,
                at,
                at.plusSeconds(1),
                touchpoint,
                false,
                null,
                null,
                null);
    }

    private static FeedEvent withdrawn(ActivityRecorded activity) {
        return new FeedEvent(
                UUID.randomUUID().toString(),
                "/feeds/activities",
                Feeds.ACTIVITY_WITHDRAWN,
                activity.accountId().value(),
                activity.receivedAt(),
                FeedJson.MAPPER.valueToTree(new ActivityWithdrawn(
                        activity.messageId(), activity.accountId(), activity.contactId(), activity.event())));
    }

    private static void awaitReassigned() {
        await(
                "all contacts are assigned",
                () -> call().get("/v1/personas/reassignment")
                        .jsonPath()
                        .getString("status")
                        .equals("DONE"));
    }

    private static void await(String what, BooleanSupplier condition) {
        Instant deadline = Instant.now().plusSeconds(40);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as(what).isBefore(deadline);
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
