package io.desirepath.journey.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.journey.activity.domain.EventType;
import io.desirepath.journey.activity.domain.Vocabulary;
import io.desirepath.journey.stage.domain.Mark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VocabularyFileTest {

    private final Vocabulary vocabulary = VocabularyFile.load();

    @ParameterizedTest
    @EnumSource(value = Mark.class, mode = EnumSource.Mode.EXCLUDE, names = "NEW_CONTACT")
    void whatTheModelCallsTypicalOfAMarkGivesIt(Mark mark) {
        EventType type = vocabulary.find(mark.typicalEvent()).orElseThrow();

        assertThat(type.markGiven(5.0)).isEqualTo(mark);
    }

    @ParameterizedTest
    @CsvSource({
        "Quote Requested, RFQ, quote",
        "Quote Accepted, QUOTE, quote",
        "Product Added, CART, cart",
        "Requisition List Updated, CART, cart",
        "Checkout Step Completed, CHECKOUT, checkout",
        "order completed, ORDER, order",
        "Portal Visited, PORTAL, portal",
        "Order Refunded, , order"
    })
    void anEventHasItsMarkAndTouchpoint(String event, Mark mark, String touchpoint) {
        EventType type = vocabulary.find(event).orElseThrow();

        assertThat(type.mark()).isEqualTo(mark);
        assertThat(type.touchpoint()).isEqualTo(touchpoint);
    }

    @Test
    void aBadReviewAndALowScoreSpeakAgainst() {
        EventType review = vocabulary.find("Review Submitted").orElseThrow();
        EventType survey = vocabulary.find("Survey Answered").orElseThrow();

        assertThat(review.markGiven(2.0)).isEqualTo(Mark.NPS_NEGATIVE);
        assertThat(review.markGiven(3.0)).isEqualTo(Mark.REVIEW_POSITIVE);
        assertThat(review.markGiven(null)).isEqualTo(Mark.REVIEW_POSITIVE);
        assertThat(survey.markGiven(6.0)).isEqualTo(Mark.NPS_NEGATIVE);
        assertThat(survey.markGiven(7.0)).isNull();
        assertThat(survey.markGiven(null)).isNull();
    }

    @Test
    void whatAPageCouldForgeCountsOnlyFromAServer() {
        for (String event : new String[] {"Order Completed", "Order Refunded", "Contract Signed", "Approval Granted"}) {
            assertThat(vocabulary.find(event).orElseThrow().serverOnly())
                    .as(event)
                    .isTrue();
        }
        assertThat(vocabulary.find("Quote Requested").orElseThrow().serverOnly())
                .isFalse();
    }

    @Test
    void anUnknownEventSaysNothing() {
        assertThat(vocabulary.find("Something Of Our Own")).isEmpty();
        assertThat(Vocabulary.unknown("Something Of Our Own").mark()).isNull();
    }
}
