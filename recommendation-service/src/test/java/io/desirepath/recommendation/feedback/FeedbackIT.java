package io.desirepath.recommendation.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ActivityRecorded.OrderLine;
import io.desirepath.contracts.ActivityRecorded.RecommendationFeedback.Action;
import io.desirepath.contracts.FeedEvent;
import io.desirepath.contracts.ProductId;
import io.desirepath.contracts.Stage;
import io.desirepath.recommendation.Api;
import io.desirepath.recommendation.Feeds;
import io.desirepath.recommendation.Projections;
import io.desirepath.recommendation.RecommendationProfile;
import io.desirepath.recommendation.accountcontext.AccountContexts;
import io.desirepath.recommendation.accountcontext.domain.Rest;
import io.desirepath.recommendation.feedback.domain.Slate;
import io.desirepath.recommendation.feedback.domain.Slate.Shown;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(RecommendationProfile.class)
class FeedbackIT {

    private static final Instant AT = Instant.now().minus(Duration.ofDays(10)).truncatedTo(ChronoUnit.SECONDS);

    private final Projections projections;
    private final ExposureLog exposures;
    private final PruneFeedback pruneFeedback;
    private final AccountContexts contexts;
    private final Api api = new Api("admin");

    FeedbackIT(Projections projections, ExposureLog exposures, PruneFeedback pruneFeedback, AccountContexts contexts) {
        this.projections = projections;
        this.exposures = exposures;
        this.pruneFeedback = pruneFeedback;
        this.contexts = contexts;
    }

    @BeforeEach
    void clear() throws Throwable {
        projections.clear();
    }

    @Test
    void anAnsweredListIsLoggedOnce() throws Throwable {
        Slate slate = slate("acc", "home", AT);

        answered(slate, slate);

        assertThat(projections.rows(
                        "SELECT account_id, placement, stage, experiment_id, variant, kinds, products, contents,"
                                + " propensities FROM exposure"))
                .containsExactly("acc home RETENTION spring B {REORDER,CROSS_SELL,CONTENT} {A,B,NULL} {NULL,NULL,guide}"
                        + " {0.9,1,1}");
    }

    @Test
    void viewsClicksAndOrdersAreCreditedToTheListTheyComeFrom() throws Throwable {
        Slate home = slate("acc", "home", AT);
        Slate cart = slate("acc", "cart", AT.plusSeconds(60));
        Slate other = slate("other", "home", AT);
        answered(home, cart, other);
        projections.apply(
                viewed("acc", "v1", home, null),
                viewed("other", "v2", other, null),
                clicked("acc", "c1", home, 2),
                clicked("acc", "c1-again", home, 2),
                clicked("other", "c2", home, 1),
                order("acc", "o1", 3, null),
                order("other", "o2", 1, other.recommendationId()),
                Feeds.refund("acc", "r1", AT.plusSeconds(9000), Feeds.line("B", null, 1, "2.50")));

        JsonNode byPlacement = performance("placement");
        assertThat(byPlacement).hasSize(2);
        assertThat(group(byPlacement, "home").toString())
                .contains("\"lists\":2", "\"views\":6", "\"clicks\":1", "\"conversions\":2")
                .contains("\"revenue\":[{\"amount\":\"7.50\",\"currency\":\"GBP\"}]");
        assertThat(group(byPlacement, "home").at("/clickThrough/value").doubleValue())
                .as("whose answer it was not cannot click on it")
                .isEqualTo(1 / 6d);
        assertThat(group(byPlacement, "home").at("/clickThrough/high").doubleValue())
                .isBetween(1 / 6d, 1d);
        assertThat(group(byPlacement, "cart").toString())
                .contains("\"lists\":1", "\"views\":0", "\"conversions\":0", "\"value\":null");
        assertThat(group(performance("kind"), "CROSS_SELL").toString())
                .contains("\"views\":2", "\"clicks\":1", "\"conversions\":2");
        assertThat(group(performance("stage"), "RETENTION").path("lists").intValue())
                .isEqualTo(3);
        assertThat(group(performance("strategy"), "default-1").path("clicks").intValue())
                .isEqualTo(1);
    }

    @Test
    void anActivityThatTurnsOutToBeSomebodyElsesIsTakenBack() throws Throwable {
        Slate home = slate("acc", "home", AT);
        answered(home);
        projections.apply(
                clicked("acc", "c1", home, 2),
                order("acc", "o1", 3, home.recommendationId()),
                Feeds.withdrawn("acc", "c1"));
        assertThat(projections.rows("SELECT message_id FROM interaction")).isEmpty();
        assertThat(projections.rows("SELECT message_id FROM recommended_line")).containsExactly("o1");

        projections.apply(Feeds.withdrawn("acc", "o1"));
        assertThat(projections.rows("SELECT message_id FROM recommended_line")).isEmpty();
    }

    @Test
    void whatWasDismissedRestsFromTheNextAnswerOn() throws Throwable {
        Slate home = slate("acc", "home", AT);
        answered(home);
        projections.apply(Feeds.order("acc", "o0", AT, Feeds.line("A", null, 1, "2.50")));
        assertThat(contexts.find(new AccountId("acc")).orElseThrow().rests()).isEmpty();

        projections.apply(
                Feeds.feedback("acc", "d1", AT.plusSeconds(5), home.recommendationId(), Action.DISMISSED, 2, null));
        projections.apply(viewed("acc", "v1", home, 1));

        assertThat(contexts.find(new AccountId("acc")).orElseThrow().rests())
                .containsExactly(new Rest("B", null, AT.plusSeconds(5).plus(Duration.ofDays(90)), true));
        assertThat(projections.rows("SELECT product_id FROM product_view"))
                .as("to be shown a product is no look at it")
                .isEmpty();
    }

    @Test
    void whatIsOldIsDeleted() throws Throwable {
        Slate old = slate("acc", "home", AT);
        Slate young = slate("acc", "home", AT.plus(Duration.ofDays(5)));
        answered(old, young);
        projections.apply(clicked("acc", "c1", old, 2), order("acc", "o1", 1, old.recommendationId()));

        pruneFeedback.prune(AT.plus(Duration.ofDays(1)));

        assertThat(projections.rows("SELECT recommendation_id FROM exposure"))
                .containsExactly(young.recommendationId().toString());
        assertThat(projections.rows("SELECT 1 FROM interaction UNION ALL SELECT 1 FROM recommended_line"))
                .isEmpty();
    }

    @Test
    void parametersThatCannotBeUsedAreNamed() {
        assertThat(api.get("/v1/recommendations/performance?by=colour").problem())
                .isEqualTo("400 invalid-request");
        assertThat(api.get("/v1/recommendations/performance?from=yesterday").problem())
                .isEqualTo("400 invalid-request");
        assertThat(api.get("/v1/recommendations/performance?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z")
                        .problem())
                .isEqualTo("400 invalid-request");
    }

    private JsonNode performance(String by) {
        return api.get("/v1/recommendations/performance?by=" + by).body().path("groups");
    }

    private static JsonNode group(JsonNode groups, String key) {
        for (JsonNode group : groups) {
            if (group.path("key").asText().equals(key)) {
                return group;
            }
        }
        throw new AssertionError("no group " + key + " in " + groups);
    }

    private void answered(Slate... slates) throws Throwable {
        for (Slate slate : slates) {
            exposures.add(slate);
        }
        long distinct =
                List.of(slates).stream().map(Slate::recommendationId).distinct().count();
        Projections.eventually(() ->
                assertThat(projections.rows("SELECT count(*) FROM exposure")).containsExactly(Long.toString(distinct)));
    }

    private static Slate slate(String account, String placement, Instant at) {
        return new Slate(
                UUID.randomUUID(),
                new AccountId(account),
                placement,
                at,
                Stage.RETENTION,
                "default-1",
                null,
                false,
                new Slate.InExperiment("spring", "B"),
                List.of(
                        new Shown("REORDER", "A", null, 0.8, "EXPLORED", 0.9),
                        new Shown("CROSS_SELL", "B", null, 0.5, "RANKED", 1),
                        new Shown("CONTENT", null, "guide", 0.4, "RANKED", 1)));
    }

    private static FeedEvent viewed(String account, String message, Slate slate, Integer position) {
        return Feeds.feedback(
                account,
                message,
                AT.plusSeconds(120),
                slate.recommendationId(),
                Action.VIEWED,
                position,
                position == null ? null : "A");
    }

    private static FeedEvent clicked(String account, String message, Slate slate, int position) {
        return Feeds.feedback(
                account, message, AT.plusSeconds(130), slate.recommendationId(), Action.CLICKED, position, null);
    }

    private static FeedEvent order(String account, String message, long quantity, UUID from) {
        return Feeds.order(
                account,
                message,
                AT.plusSeconds(3600),
                new OrderLine(new ProductId("B"), null, quantity, new BigDecimal("2.50"), from));
    }
}
