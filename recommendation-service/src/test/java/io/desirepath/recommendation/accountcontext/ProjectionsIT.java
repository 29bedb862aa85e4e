package io.desirepath.recommendation.accountcontext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ActivityRecorded.OrderLine;
import io.desirepath.contracts.FeedEvent;
import io.desirepath.contracts.Stage;
import io.desirepath.recommendation.Feeds;
import io.desirepath.recommendation.Projections;
import io.desirepath.recommendation.RecommendationProfile;
import io.desirepath.service.feed.UnappliableEventException;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(RecommendationProfile.class)
class ProjectionsIT {

    private static final Instant AT = Instant.parse("2026-09-01T10:00:00Z");

    private static final AccountId ACCOUNT = new AccountId("acc");

    private final Projections projections;
    private final AccountContexts contexts;

    ProjectionsIT(Projections projections, AccountContexts contexts) {
        this.projections = projections;
        this.contexts = contexts;
    }

    @BeforeEach
    void clear() throws Throwable {
        projections.clear();
    }

    @Test
    void applyingTheSameEventsAgainChangesNothing() {
        List<FeedEvent> activities = List.of(
                Feeds.order("acc", "m1", AT, Feeds.line("P1", "ONE", 5, "2.55"), Feeds.line("P2", "TWO", 1, "1")),
                Feeds.refund("acc", "m2", AT.plusSeconds(60), Feeds.line("P1", "ONE", 2, "2.55")),
                Feeds.viewed("acc", "m3", AT, "P3"));
        projections.apply(activities);
        projections.apply(Feeds.belief("acc", Stage.PURCHASE, 3));
        projections.apply(Feeds.profile("acc", "Acme", 7));
        List<String> before = everything();

        projections.apply(activities);
        projections.apply(activities.get(0));
        projections.apply(Feeds.belief("acc", Stage.PURCHASE, 3));
        projections.apply(Feeds.profile("acc", "Acme", 7));

        assertThat(everything()).isEqualTo(before);
        assertThat(projections.rows("SELECT orders FROM order_tally"))
                .as("a refund is no order")
                .containsExactly("1");
    }

    @Test
    void linesOfTheSameProductAddUpToWhatTheyCost() {
        List<FeedEvent> orders = List.of(
                Feeds.order("acc", "m1", AT, Feeds.line("P1", "ONE", 5, "2.50"), Feeds.line("P1", "ONE", 5, "2.1")),
                Feeds.order("acc", "m2", AT, Feeds.line("P1", "ONE", 100, "1.00"), Feeds.line("P1", "ONE", 1, "0.00")),
                Feeds.order("acc", "m3", AT, Feeds.line("P1", "ONE", 1, "0.00"), Feeds.line("P1", "ONE", 100, "1.00")));
        projections.apply(orders);
        projections.apply(List.of(orders.get(2), orders.get(1), orders.get(1)));

        assertThat(projections.rows(
                        "SELECT message_id, quantity, round(quantity * unit_price, 6) FROM purchase ORDER BY 1"))
                .containsExactly("m1 10 23.000000", "m2 101 100.000000", "m3 101 100.000000");
    }

    @Test
    void anOrderThatTurnsOutToBeSomebodyElsesGoesWithItsTally() {
        projections.apply(
                Feeds.order("acc", "m1", AT, Feeds.line("P1", "ONE", 5, "2.55")),
                Feeds.withdrawn("acc", "m1"),
                Feeds.withdrawn("acc", "never seen"),
                Feeds.order("other", "m1", AT, Feeds.line("P1", "ONE", 5, "2.55")));

        assertThat(projections.rows("SELECT account_id, message_id FROM purchase"))
                .containsExactly("other m1");
        assertThat(projections.rows("SELECT orders FROM order_tally")).containsExactly("1");
    }

    @Test
    void anOlderBeliefIsIgnoredUntilTheFeedStartsAnew() {
        projections.apply(Feeds.belief("acc", Stage.RETENTION, 9));
        projections.apply(Feeds.belief("acc", Stage.DORMANT, 8));
        assertThat(stage()).containsExactly("RETENTION");

        projections.restart("stages");
        projections.apply(Feeds.belief("acc", Stage.DORMANT, 1));
        assertThat(stage()).containsExactly("DORMANT");
    }

    @Test
    void theLastBeliefOfAPageCounts() {
        projections.apply(List.of(
                Feeds.belief("acc", Stage.AWARENESS, 1),
                Feeds.belief("acc", Stage.DECISION, 2),
                Feeds.belief("other", Stage.DORMANT, 1)));

        assertThat(stage()).containsExactly("DECISION");
    }

    @Test
    void aStageThatIsWithdrawnIsGoneUntilOneIsToldAgain() {
        projections.apply(Feeds.profile("acc", "Acme", 1));
        projections.apply(Feeds.belief("acc", Stage.DECISION, 4));
        projections.apply(Feeds.stageWithdrawn("acc", 3));
        assertThat(contexts.find(ACCOUNT).orElseThrow().standing()).isNotNull();

        projections.apply(Feeds.stageWithdrawn("acc", 5));
        projections.apply(Feeds.belief("acc", Stage.DECISION, 4));
        assertThat(contexts.find(ACCOUNT).orElseThrow().standing()).isNull();
        assertThat(projections.rows("SELECT stage, since, probabilities, model_version FROM account_context"))
                .containsExactly("null null null null");

        projections.apply(List.of(Feeds.belief("acc", Stage.AWARENESS, 7), Feeds.stageWithdrawn("acc", 6)));
        assertThat(stage()).containsExactly("AWARENESS");
        projections.apply(List.of(Feeds.belief("acc", Stage.DECISION, 8), Feeds.stageWithdrawn("acc", 9)));
        assertThat(stage()).containsExactly("null");
    }

    @Test
    void anAccountOfWhichOnlyItsStageWasKnownIsUnknownOnceThatIsWithdrawn() {
        projections.apply(Feeds.belief("acc", Stage.DECISION, 1));
        projections.apply(Feeds.belief("buyer", Stage.DECISION, 1));
        projections.apply(Feeds.order("buyer", "m1", AT, Feeds.line("P1", "ONE", 5, "2.55")));
        projections.apply(List.of(
                Feeds.stageWithdrawn("acc", 2), Feeds.stageWithdrawn("buyer", 2), Feeds.stageWithdrawn("never", 1)));

        assertThat(projections.rows("SELECT account_id, known FROM account_context ORDER BY 1"))
                .containsExactly("acc f", "buyer t", "never f");
        projections.apply(Feeds.belief("acc", Stage.DECISION, 3));
        assertThat(contexts.find(ACCOUNT)).isPresent();
    }

    @Test
    void deletingAProfileForgetsItAndKeepsWhatOrdersSay() {
        projections.apply(Feeds.profile("acc", "Acme", 4), Feeds.profile("empty", "Empty", 5));
        projections.apply(Feeds.order("acc", "m1", AT, Feeds.line("P1", "ONE", 5, "2.55")));

        projections.apply(Feeds.deleted("acc", "Acme", 4), Feeds.deleted("empty", "Empty", 6));

        assertThat(projections.rows("SELECT account_id, known, name FROM account_context ORDER BY 1"))
                .containsExactly("acc t null", "empty f null");

        projections.apply(Feeds.profile("acc", "Acme", 4));
        assertThat(projections.rows("SELECT name FROM account_context WHERE account_id = 'acc'"))
                .as("what came before the deletion does not come back")
                .containsExactly("null");
        projections.apply(Feeds.profile("empty", "Empty again", 8));
        assertThat(projections.rows("SELECT known, name FROM account_context WHERE account_id = 'empty'"))
                .containsExactly("t Empty again");
    }

    @Test
    void anEventWithoutTheRightFormCanNeverBeApplied() {
        FeedEvent order = Feeds.order("acc", "m1", AT, Feeds.line("P1", "ONE", 5, "2.55"));
        FeedEvent bad = new FeedEvent(
                order.id(), order.source(), order.type(), order.subject(), order.time(), new TextNode("no order"));

        assertThatThrownBy(() -> projections.apply(bad)).isInstanceOf(UnappliableEventException.class);
    }

    @Test
    void typesThatAreNotKnownYetArePassedOver() {
        FeedEvent order = Feeds.order("acc", "m1", AT, Feeds.line("P1", "ONE", 5, "2.55"));

        projections.apply(new FeedEvent(
                order.id(), order.source(), "activity.reinterpreted", order.subject(), order.time(), order.data()));

        assertThat(projections.rows("SELECT * FROM purchase")).isEmpty();
    }

    @Test
    void aPageOfLargeOrdersIsAppliedInWellUnderASecond() {
        projections.apply(orders("warm-up", 500));
        long start = System.nanoTime();
        projections.apply(orders("page", 500));
        Duration took = Duration.ofNanos(System.nanoTime() - start);

        assertThat(projections.rows("SELECT count(*) FROM purchase")).containsExactly("20000");
        // Measured 0.2 s on an idle machine; the bound leaves room for a busy one.
        assertThat(took).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void feedsThatTouchTheSameAccountsDoNotDeadlock() throws Exception {
        try (ExecutorService readers = Executors.newFixedThreadPool(2)) {
            for (int round = 1; round <= 20; round++) {
                int revision = round;
                Future<?> activities = readers.submit(
                        () -> projections.apply(orders("r" + revision, 50).reversed()));
                Future<?> stages = readers.submit(() -> projections.apply(beliefs(revision)));
                activities.get();
                stages.get();
            }
        }
    }

    private static List<FeedEvent> orders(String prefix, int count) {
        List<FeedEvent> orders = new ArrayList<>();
        for (int order = 0; order < count; order++) {
            OrderLine[] lines = new OrderLine[20];
            for (int line = 0; line < lines.length; line++) {
                int product = (order * 37 + line * 101) % 3000;
                lines[line] = Feeds.line("P" + product, "PRODUCT " + product, line + 1, "2.55");
            }
            orders.add(Feeds.order("acc" + order % 100, prefix + order, AT.plusSeconds(order), lines));
        }
        return orders;
    }

    private static List<FeedEvent> beliefs(int revision) {
        List<FeedEvent> beliefs = new ArrayList<>();
        for (int account = 0; account < 100; account++) {
            beliefs.add(Feeds.belief("acc" + account, Stage.PURCHASE, revision));
        }
        return beliefs;
    }

    private List<String> stage() {
        return projections.rows("SELECT stage FROM account_context WHERE account_id = 'acc'");
    }

    private List<String> everything() {
        List<String> rows = new ArrayList<>();
        for (String table : List.of("purchase", "product_view", "account_context", "order_tally")) {
            rows.addAll(projections.rows("SELECT * FROM " + table + " ORDER BY 1, 2, 3"));
        }
        rows.addAll(projections.rows("SELECT product_id, name, revision, updated_at FROM product ORDER BY 1"));
        return rows;
    }
}
