package io.desirepath.persona;

import static io.desirepath.persona.Api.account;
import static io.desirepath.persona.Api.call;
import static io.desirepath.persona.Api.contact;
import static io.desirepath.persona.Api.put;
import static io.desirepath.persona.Api.putAgain;
import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.AccountProfile;
import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.Consent;
import io.desirepath.contracts.ContactProfile;
import io.desirepath.contracts.FeedEvent;
import io.desirepath.contracts.Feeds;
import io.desirepath.persona.contact.domain.EmailHash;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProfilesFeedIT {

    @Inject
    DataSource database;

    private ProfilesFeedTail feed;

    @BeforeEach
    void readFromNowOn() {
        feed = new ProfilesFeedTail();
    }

    @Test
    void everyChangeOfAnAccountIsToldInOrderWithRisingRevisions() {
        put(
                account("told"),
                "{\"name\": \"1\", \"country\": \"GB\", \"industry\": \"46\", \"employees\": 7, \"revenueBand\": \"R\","
                        + " \"budgetBand\": \"B\", \"domains\": [\"told.example\"], \"parentId\": \"above\","
                        + " \"priceGroup\": \"P\", \"catalogGroup\": \"C\"}");
        put(account("told"), "{\"name\": \"2\"}");
        List<FeedEvent> news = new ArrayList<>(feed.drain("told"));
        String erasure = call().delete(account("told")).path("id");
        putAgain(account("told"), "{\"name\": \"3\"}");

        List<FeedEvent> afterwards = feed.drain("told", erasure);
        assertThat(afterwards).extracting(FeedEvent::type).containsExactly("redacted", Feeds.ACCOUNT_UPDATED);
        news.add(afterwards.getLast());
        assertThat(news)
                .extracting(FeedEvent::type)
                .containsExactly(Feeds.ACCOUNT_UPDATED, Feeds.ACCOUNT_UPDATED, Feeds.ACCOUNT_UPDATED);
        assertThat(news).extracting(FeedEvent::subject).containsOnly("told");
        List<AccountProfile> profiles =
                news.stream().map(ProfilesFeedTail::account).toList();
        assertThat(profiles).extracting(AccountProfile::name).containsExactly("1", "2", "3");
        assertThat(profiles.getFirst())
                .isEqualTo(new AccountProfile(
                        new AccountId("told"),
                        "1",
                        "GB",
                        "46",
                        7,
                        "R",
                        "B",
                        List.of("told.example"),
                        new AccountId("above"),
                        "P",
                        "C",
                        false,
                        profiles.getFirst().revision()));
        assertThat(profiles).extracting(AccountProfile::revision).isSorted().doesNotHaveDuplicates();
        call().get(account("told"))
                .then()
                .header("ETag", "\"" + profiles.getLast().revision() + "\"");
    }

    @Test
    void everyChangeOfAContactIsToldWithoutItsNameAndAddress() {
        put(
                contact("c-told"),
                "{\"accountIds\": [\"a-told\"], \"role\": \"BUYER\", \"department\": \"Tools\","
                        + " \"consents\": {\"PROFILING\": {\"consent\": \"DENIED\"}}, \"email\": \"x@secret.example\"}");
        List<FeedEvent> news = feed.drain("a-told", "c-told");
        assertThat(news).extracting(FeedEvent::type).containsExactly(Feeds.ACCOUNT_UPDATED, Feeds.CONTACT_UPDATED);
        call().delete(account("a-told"));
        FeedEvent released = feed.drain("c-told").getLast();
        assertThat(released.type()).isEqualTo(Feeds.CONTACT_UPDATED);
        ContactProfile tied = ProfilesFeedTail.contact(news.get(1));
        ContactProfile free = ProfilesFeedTail.contact(released);
        assertThat(tied.accountIds()).containsExactly(new AccountId("a-told"));
        assertThat(tied.role()).isEqualTo(BuyingRole.BUYER);
        assertThat(tied.roleConfidence()).isEqualTo(1);
        assertThat(tied.department()).isEqualTo("Tools");
        assertThat(tied.profiling()).isEqualTo(Consent.DENIED);
        assertThat(tied.stub()).isFalse();
        assertThat(free.accountIds()).isEmpty();
        assertThat(free.revision()).isGreaterThan(tied.revision());
        assertThat(news.toString()).doesNotContain("secret");
    }

    @Test
    void aHashOfTheAddressIsToldOnlyWhileAUseThatNeedsItIsGranted() {
        String ann = "c-hash";
        put(contact(ann), "{\"email\": \"Ann@X.example\", \"seniority\": \"DIRECTOR\"}");
        put(
                contact(ann),
                "{\"email\": \"Ann@X.example\", \"consents\": {\"ADVERTISING\": {\"consent\": \"GRANTED\"}}}");
        put(
                contact(ann),
                "{\"email\": \"Ann@X.example\", \"consents\": {\"ADVERTISING\": {\"consent\": \"DENIED\"},"
                        + " \"MARKETING_EMAIL\": {\"consent\": \"GRANTED\"}}}");
        put(contact(ann), "{\"consents\": {\"MARKETING_EMAIL\": {\"consent\": \"UNKNOWN\"}}}");

        List<ContactProfile> told =
                feed.drain(ann).stream().map(ProfilesFeedTail::contact).toList();
        String hash = EmailHash.sha256("ann@x.example");
        assertThat(told).extracting(ContactProfile::emailSha256).containsExactly(null, hash, hash, null);
        assertThat(told.getFirst().seniority()).isEqualTo("DIRECTOR");
        assertThat(told)
                .extracting(ContactProfile::advertising)
                .containsExactly(Consent.UNKNOWN, Consent.GRANTED, Consent.DENIED, Consent.DENIED);
        assertThat(told)
                .extracting(ContactProfile::marketingEmail)
                .containsExactly(Consent.UNKNOWN, Consent.UNKNOWN, Consent.GRANTED, Consent.UNKNOWN);
    }

    @Test
    void contactsOfAnOlderReleaseAreToldAgainAsTheyAre() throws Exception {
        put(contact("c-again"), "{\"seniority\": \"VP\"}");
        ContactProfile before = ProfilesFeedTail.contact(feed.drain("c-again").getFirst());
        try (Connection c = database.getConnection();
                Statement sql = c.createStatement()) {
            sql.execute("INSERT INTO contact_retelling (after_contact) VALUES ('c-agaim')"
                    + " ON CONFLICT (only_row) DO UPDATE SET after_contact = excluded.after_contact");
        }

        List<FeedEvent> again = List.of();
        for (int i = 0; i < 60 && again.isEmpty(); i++) {
            Thread.sleep(500);
            again = feed.drain("c-again");
        }
        assertThat(again).extracting(ProfilesFeedTail::contact).containsExactly(before);
    }

    @Test
    void aRefusedChangeIsNotTold() {
        put(account("refused"), "{\"country\": \"UK\"}").then().statusCode(400);
        Api.putIfMatch(account("refused"), "\"1\"", "{}").then().statusCode(412);

        assertThat(feed.drain("refused")).isEmpty();
    }

    @Test
    void writersThatRaceAreToldInTheOrderOfTheirRevisions() throws Exception {
        List<Future<?>> writers = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(6)) {
            for (int w = 0; w < 6; w++) {
                int writer = w;
                writers.add(executor.submit(() -> {
                    for (int i = 0; i < 10; i++) {
                        put(
                                        contact("busy"),
                                        "{\"name\": \"%d %d\", \"accountIds\": [\"busy %d\"]}"
                                                .formatted(writer, i, i % 3))
                                .then()
                                .statusCode(org.hamcrest.Matchers.lessThan(202));
                        int status = call().delete(account("busy " + i % 3)).statusCode();
                        assertThat(status).isIn(202, 404);
                    }
                }));
            }
        }
        for (Future<?> writer : writers) {
            writer.get();
        }

        List<Long> revisions = feed.drain().stream()
                .filter(event -> event.subject().equals("busy"))
                .map(event -> ProfilesFeedTail.contact(event).revision())
                .toList();
        assertThat(revisions).hasSizeGreaterThan(60).isSorted().doesNotHaveDuplicates();
    }
}
