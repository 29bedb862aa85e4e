package io.desirepath.persona.contact;

import static io.desirepath.persona.Activities.activity;
import static io.desirepath.persona.Activities.event;
import static io.desirepath.persona.Activities.grouped;
import static io.desirepath.persona.Activities.identified;
import static io.desirepath.persona.Activities.named;
import static io.desirepath.persona.Activities.withdrawn;
import static io.desirepath.persona.Api.account;
import static io.desirepath.persona.Api.call;
import static io.desirepath.persona.Api.contact;
import static io.desirepath.persona.Api.expectProblem;
import static io.desirepath.persona.Api.put;
import static io.desirepath.persona.Api.putIfMatch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.desirepath.contracts.ActivityRecorded;
import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.ContactProfile;
import io.desirepath.contracts.FeedEvent;
import io.desirepath.contracts.ProblemType;
import io.desirepath.persona.ProfilesFeedTail;
import io.desirepath.persona.contact.domain.EmailHash;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What activity says of people and companies. Nobody assigns personas meanwhile: that would be news of its own. */
@QuarkusTest
@TestProfile(HeardTraitsIT.WithoutAssignment.class)
class HeardTraitsIT {

    /** Personas are not assigned by the clock. */
    public static class WithoutAssignment implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("desirepath.persona.assignment.every", "off");
        }
    }

    private static final Instant T0 = Instant.parse("2024-01-01T00:00:00Z");

    @Inject
    ProfileProjection projection;

    @Inject
    DataSource database;

    @Test
    void whatIdentifySaysFillsTheProfileAndTheRoleIsInferred() {
        ProfilesFeedTail feed = new ProfilesFeedTail();

        apply(identified(
                "i1",
                "h-ann",
                T0,
                false,
                Map.of("email", "ann@x.example", "title", "Einkaufsleiterin", "plan", "pro", "seats", 5)));

        call().get(contact("h-ann"))
                .then()
                .body("stub", equalTo(true))
                .body("email", equalTo("ann@x.example"))
                .body("title", equalTo("Einkaufsleiterin"))
                .body("role", equalTo("BUYER"))
                .body("roleSource", equalTo("INFERRED"))
                .body("traits.plan", equalTo("pro"))
                .body("traits.seats", equalTo(5));
        // What persona comes of it is told by itself, sooner or later.
        List<FeedEvent> news = feed.drain("h-ann").stream()
                .filter(event -> ProfilesFeedTail.contact(event).persona() == null)
                .toList();
        assertThat(news).hasSize(1);
        assertThat(ProfilesFeedTail.contact(news.getFirst()).role()).isEqualTo(BuyingRole.BUYER);
        assertThat(news.toString()).doesNotContain("x.example");
    }

    @Test
    void theFeedIsToldOnlyOfWhatItTells() {
        apply(identified("f1", "f-ann", T0, true, Map.of("title", "CFO")));
        // So that no persona is told of meanwhile.
        call().get(contact("f-ann") + "/persona").then().statusCode(200);
        String etag = call().get(contact("f-ann")).header("ETag");
        ProfilesFeedTail feed = new ProfilesFeedTail();

        apply(identified("f2", "f-ann", T0.plusSeconds(1), true, Map.of("title", "CFO")));
        call().get(contact("f-ann")).then().header("ETag", etag);
        apply(identified("f3", "f-ann", T0.plusSeconds(2), true, Map.of("name", "F. Ann", "plan", "pro")));

        assertThat(feed.drain("f-ann")).isEmpty();
        call().get(contact("f-ann")).then().header("ETag", not(etag)).body("name", equalTo("F. Ann"));
    }

    @Test
    void anAddressThatIsHeardIsToldAsItsHashWhereThatIsGranted() {
        put(contact("e-ann"), "{\"consents\": {\"ADVERTISING\": {\"consent\": \"GRANTED\"}}}");
        ProfilesFeedTail feed = new ProfilesFeedTail();

        apply(identified("e1", "e-ann", T0, true, Map.of("email", "E@x.example")));
        apply(identified("e2", "e-ann", T0.plusSeconds(1), true, Map.of("title", "Senior Fitter")));

        List<ContactProfile> told =
                feed.drain("e-ann").stream().map(ProfilesFeedTail::contact).toList();
        assertThat(told).extracting(ContactProfile::emailSha256).containsOnly(EmailHash.sha256("e@x.example"));
        assertThat(told)
                .extracting(ContactProfile::seniority)
                .startsWith((String) null)
                .endsWith("SENIOR");
    }

    @Test
    void aConfirmedRoleIsDeclaredButGivesWayToTheApi() {
        apply(identified("k1", "k-ann", T0, true, Map.of("title", "CFO", "role", "decider")));
        call().get(contact("k-ann")).then().body("role", equalTo("DECIDER")).body("roleSource", equalTo("DECLARED"));

        put(contact("k-ann"), "{\"role\": \"USER\"}")
                .then()
                .body("role", equalTo("USER"))
                .body("title", equalTo("CFO"));
    }

    @Test
    void onlyConfirmedGroupTraitsSaySomethingOfTheAccount() {
        apply(
                grouped("g1", "g-acme", "g-ann", T0, false, Map.of("name", "Forged", "employees", 1)),
                named("g-acme", "Heard", null, T0));
        call().get(account("g-acme"))
                .then()
                .body("name", equalTo("Heard"))
                .body("employees", nullValue())
                .body("traits", anEmptyMap());

        apply(grouped(
                "g2",
                "g-acme",
                null,
                T0,
                true,
                Map.of(
                        "name", "Acme",
                        "employees", 250,
                        "industry", "46.49",
                        "website", "https://www.acme.example/de",
                        "address", Map.of("country", "DE", "city", "Köln"),
                        "plan", "gold")));

        call().get(account("g-acme"))
                .then()
                .body("name", equalTo("Acme"))
                .body("employees", equalTo(250))
                .body("industry", equalTo("46.49"))
                .body("domains", contains("acme.example"))
                .body("country", equalTo("DE"))
                .body("traits.plan", equalTo("gold"))
                .body("traits.'address.city'", equalTo("Köln"));
        call().get(contact("g-ann")).then().body("accountIds", contains("g-acme"));
    }

    @Test
    void valuesThatMakeNoSenseAreLeftOut() {
        apply(
                identified(
                        "v1",
                        "v-ann",
                        T0,
                        true,
                        Map.of("email", "nobody", "title", "x".repeat(300), "list", List.of())),
                grouped("v2", "v-acme", null, T0, true, Map.of("country", "Germany", "employees", "many")));

        call().get(contact("v-ann"))
                .then()
                .statusCode(200)
                .body("email", nullValue())
                .body("title", nullValue());
        call().get(account("v-acme")).then().statusCode(200).body("country", nullValue());
    }

    @Test
    void anObservedTieGoesWithItsLastActivity() {
        ActivityRecorded one = activity("q-acme", "q-ann", T0);
        ActivityRecorded two = activity("q-acme", "q-ann", T0.plusSeconds(1));
        ActivityRecorded grouped = activity("q-other", "q-ann", T0);
        apply(event(one), event(two), event(grouped), grouped("w1", "q-other", "q-ann", T0, false, Map.of()));

        apply(withdrawn(one), withdrawn(one), withdrawn(grouped));
        call().get(contact("q-ann")).then().body("accountIds", contains("q-acme", "q-other"));
        ProfilesFeedTail feed = new ProfilesFeedTail();
        apply(withdrawn(two));

        call().get(contact("q-ann")).then().body("accountIds", contains("q-other"));
        assertThat(feed.drain("q-")).extracting(FeedEvent::subject).containsExactly("q-ann");
        apply(event(two));
        call().get(contact("q-ann")).then().body("accountIds", contains("q-acme", "q-other"));
    }

    @Test
    void aDeclaredTieOutlivesItsActivity() {
        ActivityRecorded only = activity("y-acme", "y-ann", T0);
        apply(event(only));
        put(contact("y-ann"), "{\"accountIds\": [\"y-acme\"]}").then().statusCode(200);

        apply(withdrawn(only));

        call().get(contact("y-ann")).then().body("accountIds", contains("y-acme"));
    }

    @Test
    void aDeclaredTypeIsDemandedOfThePutAndOfActivity() {
        String path = "/v1/trait-types/contact/seat%20count";
        expectProblem(call().get(path), ProblemType.NOT_FOUND, "'seat count'");
        String etag = put(path, "{\"type\": \"number\"}")
                .then()
                .statusCode(201)
                .body("type", equalTo("number"))
                .extract()
                .header("ETag");
        put(path, "{\"type\": \"number\"}").then().statusCode(200).header("ETag", etag);

        expectProblem(
                put(contact("typed"), "{\"traits\": {\"seat count\": \"many\"}}"),
                ProblemType.INVALID_REQUEST,
                "traits.seat count: must be a number, as declared");
        put(contact("typed"), "{\"traits\": {\"seat count\": 5, \"other\": \"anything\"}}")
                .then()
                .statusCode(201);
        put(account("typed"), "{\"traits\": {\"seat count\": \"many\"}}").then().statusCode(201);
        FeedEvent misfit = identified("t1", "typed 2", T0, true, Map.of("seat count", "many", "plan", "pro"));
        apply(misfit, misfit);

        call().get(contact("typed 2"))
                .then()
                .body("traits.plan", equalTo("pro"))
                .body("traits.size()", equalTo(1));
        call().get(path)
                .then()
                .statusCode(200)
                .body("misfits", equalTo(1))
                .body("examples.subjectId", contains("typed 2"))
                .body("examples[0].found", equalTo("string"))
                .body("examples[0].messageId", equalTo("t1"));
        call().get("/v1/trait-types/contact").then().body("traitTypes.name", hasItem("seat count"));
        call().get("/v1/trait-types/account").then().body("traitTypes.name", not(hasItem("seat count")));

        expectProblem(putIfMatch(path, "\"1\"", "{\"type\": \"date\"}"), ProblemType.PRECONDITION_FAILED, etag);
        expectProblem(put(path, "{\"type\": \"json\"}"), ProblemType.INVALID_REQUEST, "type: must be string");
        call().get("/v1/trait-types/segment/x").then().statusCode(404);
        putIfMatch(path, etag, "{\"type\": \"date\"}").then().statusCode(200).body("type", equalTo("date"));
        call().get(path).then().body("misfits", equalTo(0)).body("examples", empty());
        call().delete(path).then().statusCode(204);
        expectProblem(call().delete(path), ProblemType.NOT_FOUND, "'seat count'");
        put(contact("typed"), "{\"traits\": {\"seat count\": \"many\"}}").then().statusCode(200);
    }

    @Test
    void theSameEventsInAnyOrderAndPagesGiveTheSameProfiles() {
        List<String> accounts = new ArrayList<>();
        List<String> contacts = new ArrayList<>();
        Random random = new Random(20260101);
        for (int round = 0; round < 12; round++) {
            String prefix = "s" + round + "-";
            List<List<FeedEvent>> stories = stories(prefix);
            List<FeedEvent> all = new ArrayList<>();
            while (!stories.isEmpty()) {
                List<FeedEvent> story = stories.get(random.nextInt(stories.size()));
                all.add(story.removeFirst());
                stories.removeIf(List::isEmpty);
            }
            for (int from = 0; from < all.size(); ) {
                int to = Math.min(all.size(), from + 1 + random.nextInt(6));
                apply(all.subList(from, to));
                if (random.nextBoolean()) {
                    apply(all.subList(from, to));
                }
                from = to;
            }
            accounts.add(call().get(account(prefix + "acme")).asString()
                    + call().get(account(prefix + "other")).asString());
            contacts.add(call().get(contact(prefix + "ann")).asString()
                    + call().get(contact(prefix + "bob")).asString());
        }

        assertThat(accounts.stream().map(HeardTraitsIT::comparable).distinct()).hasSize(1);
        assertThat(contacts.stream().map(HeardTraitsIT::comparable).distinct()).hasSize(1);
    }

    /** Each story has to be told in its order; the stories may be mixed in any way. */
    private static List<List<FeedEvent>> stories(String prefix) {
        String acme = prefix + "acme";
        String other = prefix + "other";
        String ann = prefix + "ann";
        String bob = prefix + "bob";
        ActivityRecorded moved = named(acme, "Acme 1", bob, T0.plusSeconds(1));
        ActivityRecorded back = named(acme, "Acme 2", ann, T0.plusSeconds(2));
        List<List<FeedEvent>> stories = new ArrayList<>();
        for (List<FeedEvent> story : List.of(
                List.of(event(moved), withdrawn(moved)),
                List.of(event(back), withdrawn(back), event(back)),
                List.of(event(named(acme, "Acme 3", null, T0.plusSeconds(3)))),
                List.of(event(named(other, "Other", bob, T0))),
                List.of(grouped(prefix + "g1", acme, ann, T0, false, Map.of("name", "Forged"))),
                List.of(grouped(prefix + "g2", other, null, T0.plusSeconds(5), true, Map.of("employees", 5))),
                List.of(grouped(
                        prefix + "g3", other, ann, T0.plusSeconds(4), true, Map.of("employees", 4, "plan", "a"))),
                List.of(identified(prefix + "i1", ann, T0.plusSeconds(1), true, Map.of("title", "CFO", "plan", "a"))),
                List.of(identified(prefix + "i2", ann, T0.plusSeconds(2), false, Map.of("title", "CEO", "seats", 1))),
                List.of(identified(prefix + "i3", bob, T0.plusSeconds(1), false, Map.of("title", "Buyer"))),
                List.of(identified(prefix + "i4", bob, T0.plusSeconds(1), false, Map.of("title", "Technician"))))) {
            stories.add(new ArrayList<>(story));
        }
        return stories;
    }

    /** Without the round's prefix and the times of the rows. */
    private static String comparable(String json) {
        return json.replaceAll("s\\d+-", "").replaceAll("\"(created|updated)At\":\"[^\"]*\"", "");
    }

    private void apply(Object... events) {
        apply(java.util.Arrays.stream(events)
                .map(it -> it instanceof ActivityRecorded activity ? event(activity) : (FeedEvent) it)
                .toList());
    }

    private void apply(List<FeedEvent> events) {
        QuarkusTransaction.requiringNew().call(() -> {
            try (Connection tx = database.getConnection()) {
                projection.lock(tx, events);
                projection.apply(tx, events);
                return null;
            }
        });
    }
}
