package io.desirepath.journey.stage.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.desirepath.contracts.MessageId;
import io.desirepath.contracts.Stage;
import io.desirepath.journey.stage.ExpertPrior;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a marketer expects of the seven-stage prior. */
class SevenStagesTest {
    private static final Taxonomy SEVEN = Taxonomy.SEVEN_STAGES;
    private static final StageModel MODEL = ExpertPrior.load(SEVEN);
    private static final StageFilter FILTER = new StageFilter(MODEL);

    private JourneyCursor cursor;
    private Instant now = Story.BEGINNING;
    private int events;

    @BeforeEach
    void begin() {
        cursor = FILTER.cursor(FILTER.start(now));
    }

    @Test
    void whoeverReadsArticlesDoesResearch() {
        see(Mark.PAGE_VIEW, Mark.CONTENT).days(3).see(Mark.SEARCH, Mark.CONTENT).days(4);
        see(Mark.WEBINAR, Mark.CONTENT).days(2).see(Mark.CONTENT, Mark.PAGE_VIEW);
        assertState("RESEARCH", Stage.CONSIDERATION);
    }

    @Test
    void whoeverComparesConsiders() {
        see(Mark.PAGE_VIEW, Mark.COMPARE).days(2).see(Mark.SEARCH, Mark.COMPARE).days(3);
        see(Mark.COMPARE, Mark.PAGE_VIEW, Mark.SAMPLE);
        assertState("CONSIDERATION", Stage.CONSIDERATION);
    }

    @Test
    void whoeverAsksForQuotesDecides() {
        see(Mark.PAGE_VIEW, Mark.COMPARE).days(2).see(Mark.PRICING, Mark.RFQ).days(3);
        see(Mark.QUOTE, Mark.PRICING).days(1).see(Mark.RFQ);
        assertState("DECISION", Stage.DECISION);
    }

    @Test
    void supportAndPortalFollowAPurchase() {
        see(Mark.RFQ, Mark.QUOTE).days(2).see(Mark.CART, Mark.CHECKOUT, Mark.ORDER);
        assertState("PURCHASE", Stage.PURCHASE);
        for (int week = 0; week < 5; week++) {
            days(7).see(Mark.PORTAL, Mark.SUPPORT);
        }
        assertState("POST_PURCHASE", Stage.RETENTION);
    }

    @Test
    void orderingAgainAloneMakesNoAdvocateAndRecommendingDoes() {
        for (int month = 0; month < 12; month++) {
            see(Mark.PAGE_VIEW, Mark.PORTAL, Mark.CART, Mark.CHECKOUT, Mark.ORDER)
                    .days(10);
            see(Mark.PORTAL, Mark.PAGE_VIEW, Mark.SEARCH).days(10);
            see(Mark.PORTAL, Mark.SUPPORT).days(10);
        }
        see(Mark.PORTAL, Mark.PAGE_VIEW, Mark.CART, Mark.ORDER);
        assertState("POST_PURCHASE", Stage.RETENTION);
        days(5);
        see(Mark.REVIEW_POSITIVE)
                .days(10)
                .see(Mark.REFERRAL, Mark.ORDER)
                .days(10)
                .see(Mark.REFERRAL);
        assertState("LOYALTY_AND_ADVOCACY", Stage.ADVOCACY);
    }

    @Test
    void aYearOfSilenceIsDormancy() {
        see(Mark.PAGE_VIEW, Mark.SEARCH).days(400);
        assertState("DORMANT", Stage.DORMANT);
    }

    @Test
    void considerationIsSplitInTwoWhoseMeanIsTheOldOne() {
        StageModel six = ExpertPrior.load();
        for (Mark mark : Mark.values()) {
            double mean =
                    (MODEL.rate(SEVEN.state("RESEARCH"), mark) + MODEL.rate(SEVEN.state("CONSIDERATION"), mark)) / 2;
            assertThat(mean).as("%s", mark).isCloseTo(six.rate(Stage.CONSIDERATION, mark), within(1e-12));
        }
    }

    @Test
    void everyStageHasAStateAndKnowsItsName() {
        assertThat(SEVEN.size()).isEqualTo(8);
        assertThat(SEVEN.isPublic()).isFalse();
        assertThat(Taxonomy.SIX_STAGES.isPublic()).isTrue();
        assertThat(Taxonomy.named("seven-stages")).isEqualTo(SEVEN);
        assertThat(SEVEN.states()).extracting(Taxonomy.State::stage).contains(Stage.values());
    }

    private SevenStagesTest see(Mark... marks) {
        for (Mark mark : marks) {
            var id = new MessageId("m-%05d".formatted(events++));
            cursor.advance(new Observation(now, id, mark, "ann", mark.typicalEvent()));
        }
        return this;
    }

    private SevenStagesTest days(int days) {
        now = now.plus(Duration.ofDays(days));
        return this;
    }

    private void assertState(String name, Stage stage) {
        Standing standing = cursor.standing(now);
        int leader = 0;
        for (int s = 1; s < standing.belief().size(); s++) {
            leader = standing.belief().get(s) > standing.belief().get(leader) ? s : leader;
        }
        assertThat(SEVEN.states().get(leader).name())
                .as("%s", SEVEN.byState(standing.belief()))
                .isEqualTo(name);
        assertThat(standing.stage()).isEqualTo(stage);
        assertThat(SEVEN.likeliest(standing.belief(), stage).name()).isEqualTo(name);
    }
}
