package io.desirepath.journey.stage.domain;

import static io.desirepath.contracts.Stage.AWARENESS;
import static io.desirepath.contracts.Stage.DECISION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.desirepath.contracts.MessageId;
import java.util.List;
import org.junit.jupiter.api.Test;

class StageExplanationTest {
    private static final StageExplanation EXPLANATION = new StageExplanation(Story.FILTER);
    private final Sentences sentences = new Sentences(Story.FILTER.evidence());

    @Test
    void theQuoteRequestIsNamedAsTheReasonForADecision() {
        Story story = Story.begin()
                .see(Mark.PAGE_VIEW, "ann")
                .days(1)
                .see(Mark.PRICING, "ann")
                .see(Mark.RFQ, "ann");
        Explanation explanation = explain(story, StageExplanation.DEFAULT_LIMIT);

        assertThat(explanation.stage()).isEqualTo(DECISION);
        assertThat(explanation.contributions().getFirst()).isInstanceOfSatisfying(Contribution.Event.class, event -> {
            assertThat(event.messageId()).isEqualTo(new MessageId("m-00002"));
            assertThat(event.event()).isEqualTo("Quote Requested");
            assertThat(event.person()).isEqualTo("ann");
            assertThat(event.at()).isEqualTo(story.now);
            assertThat(event.contribution()).isPositive();
            assertThat(event.text()).isEqualTo("Quote Requested is 10 times as likely in DECISION as in CONSIDERATION");
        });
    }

    @Test
    void silenceSinceTheLastEventIsAReason() {
        Story story = Story.begin().see(Mark.PAGE_VIEW).days(1).see(Mark.ORDER).days(60);
        Explanation explanation = explain(story, 3);
        assertThat(explanation.contributions())
                .hasSize(3)
                .anySatisfy(contribution -> assertThat(contribution)
                        .isInstanceOfSatisfying(Contribution.Silence.class, silence -> {
                            assertThat(silence.from())
                                    .isEqualTo(story.observations.getLast().at());
                            assertThat(silence.to()).isEqualTo(story.now);
                            assertThat(silence.text()).startsWith("After 60 days without activity, ");
                        }));
    }

    @Test
    void anEventIsAlwaysAmongTheReasonsHoweverSmall() {
        Story story = Story.begin()
                .see(Mark.ORDER)
                .days(1)
                .see(Mark.PAGE_VIEW)
                .see(Mark.PAGE_VIEW)
                .days(400);
        JourneyState before = story.steps.get(1).state();
        Explanation explanation = EXPLANATION.explain(before, List.of(story.observations.get(2)), story.now, 1);
        assertThat(explanation.contributions())
                .singleElement()
                .isInstanceOfSatisfying(Contribution.Event.class, event -> {
                    assertThat(event.contribution()).isZero();
                    assertThat(event.text()).endsWith(", but adds nothing to what was seen earlier that day");
                });
    }

    @Test
    void withoutEventsInTheTailSilenceIsTheOnlyReason() {
        Story story = Story.begin().see(Mark.ORDER);
        assertThat(EXPLANATION
                        .explain(story.state, List.of(), story.days(3).now, 5)
                        .contributions())
                .singleElement()
                .isInstanceOf(Contribution.Silence.class);
        assertThatIllegalArgumentException().isThrownBy(() -> explain(story, 0));
    }

    @Test
    void sentencesSayWhichStageAnEventSpeaksFor() {
        assertThat(text(Mark.RFQ, 1)).isEqualTo("Quote Requested is 200 times as likely in DECISION as in AWARENESS");
        assertThat(sentences.event(event(Mark.RFQ, .5), AWARENESS, DECISION).text())
                .isEqualTo("Quote Requested is 200 times as likely in DECISION as in AWARENESS,"
                        + " counted half because others had shown it that day");
        assertThat(text(Mark.QUOTE, 1.0 / 3))
                .contains("600 times")
                .endsWith("counted a third because others had shown it that day");
        assertThat(text(Mark.CONTENT, 1))
                .isEqualTo("Content Downloaded is 1.7 times as likely in DECISION as in AWARENESS");
    }

    @Test
    void whatWouldChangeTheStageIsWhatHappensIfItIsSeen() {
        Story story = Story.begin()
                .see(Mark.PAGE_VIEW, "ann")
                .days(4)
                .see(Mark.PAGE_VIEW, "ann")
                .days(2);
        List<WouldChange> changes = EXPLANATION.wouldChange(story.state, story.now);

        assertThat(changes).isNotEmpty().hasSizeLessThanOrEqualTo(5);
        assertThat(changes).extracting(WouldChange::probability).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        for (WouldChange change : changes) {
            Observation seen = new Observation(story.now, new MessageId("next"), change.mark(), null, change.event());
            JourneyState after = Story.FILTER.advance(story.state, seen).state();
            assertThat(change.newStage()).isNotEqualTo(story.stage());
            assertThat(after.probabilities()).containsEntry(change.newStage(), change.probability());
            assertThat(after.likeliest()).isEqualTo(change.newStage());
        }
    }

    private static Explanation explain(Story story, int limit) {
        return EXPLANATION.explain(story.before, story.observations, story.now, limit);
    }

    private String text(Mark mark, double weight) {
        return sentences.event(event(mark, weight), DECISION, AWARENESS).text();
    }

    private static Shift.Event event(Mark mark, double weight) {
        var observation = new Observation(Story.BEGINNING, new MessageId("m"), mark, null, mark.typicalEvent());
        return new Shift.Event(observation, mark, weight);
    }
}
