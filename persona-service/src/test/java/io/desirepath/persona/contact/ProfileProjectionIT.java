package io.desirepath.persona.contact;

import static io.desirepath.persona.Activities.activity;
import static io.desirepath.persona.Activities.named;
import static io.desirepath.persona.Api.account;
import static io.desirepath.persona.Api.call;
import static io.desirepath.persona.Api.contact;
import static io.desirepath.persona.Api.put;
import static io.desirepath.persona.Api.putAgain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.desirepath.contracts.ActivityRecorded;
import io.desirepath.contracts.FeedEvent;
import io.desirepath.contracts.Feeds;
import io.desirepath.persona.Activities;
import io.desirepath.persona.ProfilesFeedTail;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProfileProjectionIT {

    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    @Inject
    ProfileProjection projection;

    @Inject
    DataSource database;

    @Test
    void whatAnActivityNamesFirstExistsAsAStub() {
        ProfilesFeedTail feed = new ProfilesFeedTail();

        apply(named("s-acme", "Acme Ltd", "s-ann", LONG_AGO), activity("s-acme", "s-bob", LONG_AGO));

        call().get(account("s-acme"))
                .then()
                .statusCode(200)
                .body("stub", equalTo(true))
                .body("name", equalTo("Acme Ltd"));
        call().get(contact("s-ann"))
                .then()
                .statusCode(200)
                .body("stub", equalTo(true))
                .body("accountIds", contains("s-acme"));
        call().get(account("s-acme") + "/contacts").then().body("contacts.id", contains("s-ann", "s-bob"));
        List<FeedEvent> news = feed.drain("s-");
        assertThat(news)
                .extracting(FeedEvent::type)
                .containsExactly(Feeds.ACCOUNT_UPDATED, Feeds.CONTACT_UPDATED, Feeds.CONTACT_UPDATED);
        assertThat(ProfilesFeedTail.account(news.getFirst()).stub()).isTrue();
        assertThat(ProfilesFeedTail.contact(news.getLast()).accountIds())
                .extracting(Object::toString)
                .containsExactly("s-acme");
    }

    @Test
    void aRepeatedPageChangesNothing() {
        ActivityRecorded[] page = {
            named("r-1", "One", "r-ann", LONG_AGO), activity("r-2", "r-ann", LONG_AGO), activity("r-2", null, LONG_AGO)
        };
        apply(page);
        String account = call().get(account("r-1")).header("ETag");
        String contact = call().get(contact("r-ann")).header("ETag");
        ProfilesFeedTail feed = new ProfilesFeedTail();

        apply(page);

        assertThat(feed.drain("r-")).isEmpty();
        call().get(account("r-1")).then().header("ETag", account);
        call().get(contact("r-ann")).then().header("ETag", contact).body("accountIds", contains("r-1", "r-2"));
    }

    @Test
    void whatSomebodyDeclaredIsNeverOverwritten() {
        put(account("d-acme"), "{\"name\": \"Acme\", \"country\": \"GB\"}")
                .then()
                .statusCode(201);
        put(contact("d-ann"), "{\"name\": \"Ann\"}").then().statusCode(201);
        String etag = call().get(account("d-acme")).header("ETag");

        apply(named("d-acme", "Another name", "d-ann", Instant.now()));

        call().get(account("d-acme"))
                .then()
                .header("ETag", etag)
                .body("name", equalTo("Acme"))
                .body("country", equalTo("GB"))
                .body("stub", equalTo(false));
        call().get(contact("d-ann"))
                .then()
                .body("name", equalTo("Ann"))
                .body("stub", equalTo(false))
                .body("accountIds", contains("d-acme"));
        put(account("d-acme"), "{\"country\": \"GB\"}").then().statusCode(200).body("name", equalTo("Another name"));
    }

    @Test
    void theNameThatWasHeardLastStands() {
        apply(activity("n-acme", null, LONG_AGO));
        ProfilesFeedTail feed = new ProfilesFeedTail();

        apply(named("n-acme", "Second", null, LONG_AGO.plusSeconds(2)));
        apply(named("n-acme", "First", null, LONG_AGO.plusSeconds(1)));
        apply(named("n-acme", "Second", null, LONG_AGO.plusSeconds(3)));

        call().get(account("n-acme")).then().body("name", equalTo("Second")).body("stub", equalTo(true));
        assertThat(feed.drain("n-")).hasSize(1);
    }

    @Test
    void aPutTurnsAStubIntoADescribedAccount() {
        apply(named("p-acme", "Acme", "p-ann", LONG_AGO));

        put(account("p-acme"), "{\"name\": \"Acme\"}").then().statusCode(200).body("stub", equalTo(false));
        put(contact("p-ann"), "{\"name\": \"Ann\"}")
                .then()
                .statusCode(200)
                .body("stub", equalTo(false))
                .body("accountIds", contains("p-acme"));
    }

    @Test
    void anExistingContactThatActsForANewAccountIsTiedToIt() {
        apply(activity("t-1", "t-ann", LONG_AGO));
        ProfilesFeedTail feed = new ProfilesFeedTail();

        apply(activity("t-2", "t-ann", LONG_AGO));

        call().get(contact("t-ann")).then().body("accountIds", contains("t-1", "t-2"));
        assertThat(feed.drain("t-")).extracting(FeedEvent::subject).containsExactly("t-2", "t-ann");
    }

    @Test
    void noActivityBringsAnErasedAccountBackButDescribingItDoes() {
        ActivityRecorded before = activity("x-acme", "x-ann", Instant.now().minusSeconds(60));
        apply(before);
        String deleted = call().get(account("x-acme")).header("ETag");
        call().delete(account("x-acme")).then().statusCode(202);
        ProfilesFeedTail feed = new ProfilesFeedTail();

        apply(before);
        apply(activity("x-acme", "x-ann", Instant.now().plusSeconds(60)));

        call().get(account("x-acme")).then().statusCode(404);
        assertThat(feed.drain("x-")).isEmpty();
        String reborn = putAgain(account("x-acme"), "{}")
                .then()
                .statusCode(201)
                .extract()
                .header("ETag");
        assertThat(revision(reborn)).isGreaterThan(revision(deleted));
        apply(before);
        call().get(contact("x-ann")).then().body("accountIds", empty());
        apply(activity("x-acme", "x-ann", Instant.now().plusSeconds(60)));
        call().get(contact("x-ann")).then().body("accountIds", contains("x-acme"));
    }

    @Test
    void noActivityBringsAnErasedContactBackButDescribingThemDoes() {
        ActivityRecorded before = activity("y-acme", "y-ann", Instant.now().minusSeconds(60));
        apply(before);
        call().delete(contact("y-ann")).then().statusCode(202);

        apply(before);

        apply(activity("y-acme", "y-ann", Instant.now().plusSeconds(60)));
        call().get(contact("y-ann")).then().statusCode(404);
        putAgain(contact("y-ann"), "{}").then().statusCode(201);
        apply(activity("y-acme", "y-ann", Instant.now().plusSeconds(60)));
        call().get(contact("y-ann")).then().statusCode(200).body("accountIds", contains("y-acme"));
    }

    @Test
    void aTieThatSomebodyCutStaysCutForOlderActivity() {
        ActivityRecorded before = activity("z-acme", "z-ann", Instant.now().minusSeconds(60));
        apply(before);
        put(contact("z-ann"), "{\"accountIds\": []}").then().statusCode(200);

        apply(before);

        call().get(contact("z-ann")).then().body("accountIds", empty());
        apply(activity("z-acme", "z-ann", Instant.now().plusSeconds(60)));
        call().get(contact("z-ann")).then().body("accountIds", contains("z-acme"));
    }

    @Test
    void aNewBeginningOfAnAccountDoesNotReviveItsOldTies() {
        ActivityRecorded before = activity("w-acme", "w-ann", Instant.now().minusSeconds(60));
        apply(before);
        call().delete(account("w-acme")).then().statusCode(202);
        putAgain(account("w-acme"), "{\"name\": \"Again\"}").then().statusCode(201);

        apply(before);

        call().get(contact("w-ann")).then().body("accountIds", empty());
    }

    @Test
    void aClockThatRunsAheadCannotOutliveADeletion() {
        Instant received = Instant.now().minusSeconds(60);
        ActivityRecorded fromTheFuture = activity("f-acme", null, received.plusSeconds(86_400));
        ActivityRecorded seen = new ActivityRecorded(
                fromTheFuture.messageId(),
                fromTheFuture.accountId(),
                null,
                fromTheFuture.event(),
                fromTheFuture.at(),
                received,
                "web",
                false,
                null,
                null,
                null);
        apply(seen);
        call().delete(account("f-acme")).then().statusCode(202);

        apply(seen);

        call().get(account("f-acme")).then().statusCode(404);
    }

    @Test
    void aPageOfFiveHundredIsAppliedAtOnce() {
        List<ActivityRecorded> page = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            page.add(named("bulk-" + i % 100, "Bulk " + i % 100, "bulk-contact-" + i, LONG_AGO.plusSeconds(i)));
        }
        ProfilesFeedTail feed = new ProfilesFeedTail();

        apply(page.toArray(ActivityRecorded[]::new));

        assertThat(feed.drain("bulk-")).hasSize(600);
    }

    @Test
    void otherTypesOnTheFeedAreLeftToOthers() {
        apply(List.of(new FeedEvent(
                "1",
                "/feeds/activities",
                "activity.attributed",
                "o-acme",
                LONG_AGO,
                com.fasterxml.jackson.databind.node.NullNode.instance)));

        call().get(account("o-acme")).then().statusCode(404);
    }

    private void apply(ActivityRecorded... activities) {
        apply(Stream.of(activities).map(Activities::event).toList());
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

    private static long revision(String etag) {
        return Long.parseLong(etag.replace("\"", ""));
    }
}
