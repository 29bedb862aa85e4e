package io.desirepath.journey.ingestion;

import static io.desirepath.journey.ingestion.Calls.alias;
import static io.desirepath.journey.ingestion.Calls.group;
import static io.desirepath.journey.ingestion.Calls.identify;
import static io.desirepath.journey.ingestion.Calls.page;
import static io.desirepath.journey.ingestion.Calls.server;
import static io.desirepath.journey.ingestion.Calls.submission;
import static io.desirepath.journey.ingestion.Calls.track;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.desirepath.journey.JourneyServiceIT;
import io.desirepath.journey.activity.domain.Activity;
import io.desirepath.journey.activity.domain.Sender;
import io.desirepath.journey.stage.domain.Mark;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** For whom activities count, and that neither order nor repetition matters to it. */
@QuarkusTest
class AttributionIT extends JourneyServiceIT {

    private static final Mark[] MARKS = {Mark.PAGE_VIEW, Mark.CONTENT, Mark.PRICING, Mark.RFQ, Mark.CART};

    @Inject
    RecordTogether together;

    @Test
    void whatAVisitorDidCountsTheMomentTheVisitorIsKnown() {
        record(group("g", daysAgo(30), server("ann", null, "acme")));
        record(track("quote", daysAgo(3), page(null, "v-1", null), Mark.RFQ));
        assertThat(attributions()).containsExactly("g|ann|acme|NAMED", "quote|null|null|null");
        assertThat(rows("SELECT events FROM account_stage")).containsExactly("0");

        record(identify("i", daysAgo(1), page("ann", "v-1", null), "{}"));

        assertThat(attributions()).containsExactly("g|ann|acme|NAMED", "i|ann|acme|MEMBER", "quote|ann|acme|MEMBER");
        assertThat(rows("SELECT events FROM account_stage")).containsExactly("1");
        assertThat(get("/v1/accounts/acme/journey").get("evidence").findValuesAsText("messageId"))
                .contains("quote");
        assertThat(
                        rows(
                                "SELECT type, payload ->> 'messageId', payload ->> 'contactId' FROM feed_activities ORDER BY seq"))
                .containsExactly(
                        "activity.recorded|g|ann",
                        "account.grouped|g|ann",
                        "activity.recorded|quote|ann",
                        "activity.recorded|i|ann",
                        "contact.identified|i|ann");
    }

    @Test
    void aNewLinkTakesBackWhatItContradicts() {
        record(group("g1", daysAgo(30), server("ann", null, "acme")));
        record(group("g2", daysAgo(30), server("bob", null, "bolt")));
        record(identify("i1", daysAgo(10), server("ann", "v", null), "{}"));
        record(track("t", daysAgo(5), page(null, "v", null), Mark.PRICING));
        assertThat(rows("SELECT account_id, events FROM account_stage ORDER BY 1"))
                .containsExactly("acme|1", "bolt|0");

        record(identify("i0", daysAgo(7), server("bob", "v", null), "{}"));

        assertThat(rows("SELECT account_id, events FROM account_stage ORDER BY 1"))
                .containsExactly("acme|0", "bolt|1");
        assertThat(rows("SELECT type, payload ->> 'accountId' FROM feed_activities WHERE payload ->> 'messageId' = 't'"
                        + " ORDER BY seq"))
                .containsExactly("activity.recorded|acme", "activity.withdrawn|acme", "activity.recorded|bolt");
    }

    @Test
    void anAccountThatLosesAllEvidenceIsLikeOneThatNeverHadAny() {
        record(group("g1", daysAgo(30), server("ann", null, "acme")));
        record(group("g2", daysAgo(30), server("bob", null, "bolt")));
        record(group("g3", daysAgo(30), server("cyd", null, "core")));
        record(identify("i1", daysAgo(10), server("ann", "v", null), "{}"));
        record(identify("i2", daysAgo(10), server("cyd", "w", null), "{}"));
        record(track("t", daysAgo(5), page(null, "v", null), Mark.PRICING));
        assertThat(told("acme")).containsExactly("stage.transitioned|1", "stage.belief-updated|2");

        record(identify("i0", daysAgo(7), server("bob", "v", null), "{}"));

        assertThat(told("acme")).containsExactly("stage.transitioned|1", "stage.belief-updated|2", "stage.withdrawn|3");
        assertThat(told("core")).isEmpty();
        assertThat(stored("acme")).isEqualTo(stored("core")).isEqualTo("null|null|0|null");
        JsonNode acme = journey("acme");
        JsonNode core = journey("core");
        if (!acme.equals(core)) {
            // It is as of the present minute, which may have ended between the two.
            acme = journey("acme");
            core = journey("core");
        }
        assertThat(acme).isEqualTo(core);
        assertThat(get("/v1/accounts/acme/journey/timeline").findValuesAsText("kind"))
                .containsExactly("ACTIVITY", "ACTIVITY");

        record(track("again", daysAgo(4), server("ann", null, null), Mark.PRICING));
        assertThat(told("acme")).endsWith("stage.withdrawn|3", "stage.transitioned|4", "stage.belief-updated|5");
        assertThat(rows("SELECT from_stage, revision FROM stage_transition WHERE account_id = 'acme'"))
                .containsExactly("null|4");
    }

    @Test
    void anAccountThatLosesEverythingIsUnknownAgain() {
        record(group("late", daysAgo(3), page("ann", null, "acme")));
        record(track("t", daysAgo(9), server("ann", null, null), Mark.PRICING));
        record(track("named", daysAgo(2), page("bob", null, "bolt"), Mark.PRICING));
        assertThat(attributions()).contains("t|ann|acme|CLAIMED", "named|bob|bolt|CLAIMED");

        record(group("early", daysAgo(10), server("ann", null, "core")));

        assertThat(attributions()).contains("t|ann|core|MEMBER", "late|ann|acme|CLAIMED");
    }

    @Test
    void aPageCannotMoveAnOrder() {
        record(group("g", daysAgo(9), server("ann", null, "acme")));
        record(group("forged", daysAgo(8), page("ann", null, "evil")));
        record(Calls.order("o", daysAgo(3), server("ann", null, null)));
        record(track("t", daysAgo(3), server("ann", null, null), Mark.CART));

        assertThat(attributions()).contains("o|ann|acme|MEMBER", "t|ann|evil|CLAIMED");
    }

    @Test
    void anAliasLinksAVisitorAndNeverAContact() {
        record(group("g", daysAgo(9), server("ann", null, "acme")));
        record(track("anns", daysAgo(5), server("ann", null, null), Mark.CART));
        record(track("visitors", daysAgo(5), page(null, "v", null), Mark.CART));
        record(alias("a1", daysAgo(4), "v", page("bob", null, null)));
        record(alias("a2", daysAgo(4), "ann", page("bob", null, null)));

        assertThat(attributions()).contains("anns|ann|acme|MEMBER", "visitors|bob|null|null");
    }

    @Test
    void eventsThatAreUnsureWeighLess() {
        record(track("a", daysAgo(2), server("ann", null, "sure"), Mark.RFQ));
        record(track("b", daysAgo(2), page("ann", null, "claimed"), Mark.RFQ));

        double sure =
                get("/v1/accounts/sure/journey").at("/probabilities/DECISION").asDouble();
        double claimed = get("/v1/accounts/claimed/journey")
                .at("/probabilities/DECISION")
                .asDouble();
        assertThat(claimed).isLessThan(sure);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void anyOrderAnyRepetitionAndAnyGroupsEndInTheSame(long seed) throws SQLException {
        var random = new Random(seed);
        List<Activity> calls = calls(random, 60);
        calls.forEach(this::record);
        List<String> attributions = attributions();
        List<String> journeys = journeys();
        assertThat(attributions).hasSize(calls.size());

        for (int round = 0; round < 2; round++) {
            emptyTheDatabase();
            List<Activity> shuffled = new ArrayList<>(calls);
            Collections.shuffle(shuffled, random);
            shuffled.addAll(shuffled.subList(0, 10));
            while (!shuffled.isEmpty()) {
                List<Activity> some = shuffled.subList(0, Math.min(shuffled.size(), 1 + random.nextInt(12)));
                record(some.toArray(Activity[]::new));
                some.clear();
            }
            assertThat(attributions()).isEqualTo(attributions);
            assertThat(journeys()).isEqualTo(journeys);
        }
    }

    @Test
    void writersThatSayThingsAboutTheSamePersonsAtOnceLoseNothing() throws Exception {
        var random = new Random(42);
        List<Activity> calls = calls(random, 120);
        calls.forEach(this::record);
        List<String> attributions = attributions();
        List<String> journeys = journeys();

        emptyTheDatabase();
        Collections.shuffle(calls, random);
        List<Thread> writers = new ArrayList<>();
        for (int w = 0; w < 4; w++) {
            List<Activity> share = new ArrayList<>();
            for (int i = w; i < calls.size(); i += 4) {
                share.add(calls.get(i));
            }
            writers.add(Thread.ofVirtual().start(() -> share.forEach(this::record)));
        }
        for (Thread writer : writers) {
            writer.join();
        }
        assertThat(attributions()).isEqualTo(attributions);
        assertThat(journeys()).isEqualTo(journeys);
    }

    private static List<Activity> calls(Random random, int length) {
        List<Activity> calls = new ArrayList<>();
        Instant at = daysAgo(100);
        for (int i = 0; i < length; i++) {
            at = at.plus(Duration.ofMinutes(random.nextInt(3000)));
            String id = "%04x-%03d".formatted(random.nextInt(0xffff), i);
            String user = some(random, .5, "ann", "bob", "cyd");
            String visitor = some(random, .6, "v1", "v2", "v3");
            String account = some(random, .3, "acme", "bolt");
            if (user == null && visitor == null && account == null) {
                visitor = "v4";
            }
            Sender sender = random.nextBoolean() ? server(user, visitor, account) : page(user, visitor, account);
            Mark mark = MARKS[random.nextInt(MARKS.length)];
            calls.add(
                    switch (random.nextInt(8)) {
                        case 0 -> identify(id, at, sender, "{}");
                        case 1 -> group(id, at, withAccount(sender, random));
                        case 2 -> user == null ? track(id, at, sender, mark) : alias(id, at, "v1", sender);
                        case 3 -> sender.server() ? Calls.order(id, at, sender) : track(id, at, sender, mark);
                        default -> track(id, at, sender, mark);
                    });
        }
        return calls;
    }

    private static Sender withAccount(Sender sender, Random random) {
        String user = sender.userId() == null ? null : sender.userId().value();
        String account = random.nextBoolean() ? "acme" : "bolt";
        return sender.server()
                ? server(user, sender.anonymousId(), account)
                : page(user, sender.anonymousId(), account);
    }

    private static @Nullable String some(Random random, double share, String... values) {
        return random.nextDouble() < share ? values[random.nextInt(values.length)] : null;
    }

    private void record(Activity... calls) {
        List<Outcome> outcomes = together.record(List.of(submission(List.of(calls))));
        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Recorded.class));
    }

    /** What the feed says of an account's stage, with the revisions. */
    private List<String> told(String account) {
        return rows("SELECT type, payload ->> 'revision' FROM feed_stages WHERE aggregateid = '" + account
                + "' ORDER BY xid, seq");
    }

    private String stored(String account) {
        return rows("SELECT state, observed_at, events, stage FROM account_stage WHERE account_id = '" + account + "'")
                .getFirst();
    }

    /** Without what tells one account from another. */
    private JsonNode journey(String account) {
        return ((ObjectNode) get("/v1/accounts/" + account + "/journey")).without(List.of("accountId", "computedAt"));
    }

    private List<String> attributions() {
        return rows("SELECT message_id, contact_id, account_id, ground FROM activity ORDER BY message_id");
    }
}
