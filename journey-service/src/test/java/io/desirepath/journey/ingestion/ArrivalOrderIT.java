package io.desirepath.journey.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.journey.JourneyServiceIT;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ArrivalOrderIT extends JourneyServiceIT {

    private static final String[] EVENTS = {
        "Product Viewed",
        "Products Searched",
        "Quote Requested",
        "Product Added",
        "Checkout Started",
        "Support Ticket Opened",
        "Review Submitted",
        "Something Of Our Own",
        "Signed In"
    };

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anyOrderAndAnyMixOfCallsEndInTheSameState(long seed) throws SQLException {
        var random = new Random(seed);
        List<String> events = history(random, 110);
        events.forEach(event -> post("/v1/track", event).statusCode(200));
        List<String> inOrder = journeys();
        assertThat(inOrder).hasSizeGreaterThan(3);

        emptyAll();
        List<String> shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, random);
        shuffled.addAll(shuffled.subList(0, 20));
        while (!shuffled.isEmpty()) {
            List<String> some = shuffled.subList(0, Math.min(shuffled.size(), 1 + random.nextInt(25)));
            switch (random.nextInt(3)) {
                case 0 -> some.forEach(event -> post("/v1/track", event).statusCode(200));
                case 1 -> batch(some);
                default -> importLines(some);
            }
            some.clear();
        }
        assertThat(journeys()).isEqualTo(inOrder);
    }

    @Test
    void aLateEventRewindsToItsCheckpointAndEqualsTheRightOrder() throws SQLException {
        List<String> events = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            events.add(event("m-%03d".formatted(i), EVENTS[i % 5], "A", daysAgo(200 - i)));
        }
        batch(events);
        List<String> inOrder = journeys();

        emptyAll();
        String late = events.remove(40);
        batch(events);
        List<String> without = journeys();
        batch(late);

        assertThat(journeys()).isEqualTo(inOrder).isNotEqualTo(without);
        assertThat(rows("SELECT events FROM stage_checkpoint ORDER BY 1")).containsExactly("32", "64", "96");
    }

    @Test
    void lateNewsThatChangesTheStageIsOneTransitionOfItsOwn() {
        for (int i = 0; i < 6; i++) {
            batch(event("view-" + i, "Product Viewed", "A", daysAgo(20 - i)));
        }
        List<String> before = rows("SELECT * FROM stage_transition ORDER BY revision");
        for (int i = 0; i < 4; i++) {
            batch(order("order-" + i, "A", daysAgo(40 - i).plusSeconds(60), 1));
        }

        List<String> after = rows("SELECT * FROM stage_transition ORDER BY revision");
        assertThat(after.subList(0, before.size())).isEqualTo(before);
        assertThat(rows("SELECT reason FROM stage_transition WHERE revision > " + before.size()))
                .contains("REPLAY");
        assertThat(rows("SELECT to_stage FROM stage_transition ORDER BY revision DESC LIMIT 1"))
                .isEqualTo(rows("SELECT stage FROM account_stage"));
        assertThat(rows("SELECT state -> 'h' ->> 0 FROM account_stage"))
                .isEqualTo(rows("SELECT stage FROM account_stage"));
    }

    /** Three accounts, several people, bursts within a minute, orders, and events that are no evidence. */
    private static List<String> history(Random random, int length) {
        List<String> events = new ArrayList<>();
        Instant at = daysAgo(300);
        for (int i = 0; i < length; i++) {
            at = at.plus(Duration.ofSeconds(random.nextInt(3) == 0 ? random.nextInt(50) : random.nextInt(300_000)));
            String account = "account " + random.nextInt(3);
            String id = "%08x-%03d".formatted(random.nextInt(), i);
            String contact = random.nextBoolean() ? "contact-" + random.nextInt(5) : null;
            events.add(
                    random.nextInt(8) == 0
                            ? order(id, account, at, 2)
                            : event(id, EVENTS[random.nextInt(EVENTS.length)], account, contact, at, "{}"));
        }
        return events;
    }

    private void emptyAll() throws SQLException {
        for (String table :
                List.of("activity", "received_message", "account_stage", "stage_checkpoint", "stage_transition")) {
            execute("DELETE FROM " + table);
        }
    }
}
