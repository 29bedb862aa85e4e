package io.desirepath.journey.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.journey.activity.domain.EventType;
import io.desirepath.journey.activity.domain.EventType.Effect;
import io.desirepath.journey.activity.domain.Influence;
import io.desirepath.journey.activity.domain.Vocabulary;
import io.desirepath.journey.stage.domain.Mark;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Segment's Ecommerce v2
                "Products Searched, Product List Viewed, Product List Filtered, Promotion Viewed, Promotion Clicked",
                "Product Clicked, Product Viewed, Product Added, Product Removed, Cart Viewed, Checkout Started",
                "Checkout Step Viewed, Checkout Step Completed, Payment Info Entered, Order Completed, Order Updated",
                "Order Refunded, Order Cancelled, Coupon Entered, Coupon Applied, Coupon Denied, Coupon Removed",
                "Product Added to Wishlist, Product Removed from Wishlist, Wishlist Product Added to Cart",
                "Product Shared, Cart Shared, Product Reviewed",
                // Segment's B2B SaaS
                "Account Created, Account Deleted, Account Added User, Account Removed User, Signed Up, Signed In",
                "Signed Out, Invite Sent, Trial Started, Trial Ended",
                // what B2B commerce has beside them
                "Quote Requested, Quote Received, Quote Accepted, Quote Rejected, Approval Requested, Approval Granted",
                "Approval Denied, Requisition List Updated, Sample Ordered, Contract Signed, Contract Renewed",
                "Content Downloaded, Webinar Attended, Sales Call Held, Trade Show Visited, Support Ticket Opened",
                "Support Ticket Resolved, Survey Answered, Review Submitted, Referral Made",
                // the calls that say who is who
                "Identify, Group, Alias"
            })
    void theNamesThatPeopleAlreadyUseAreKnown(String names) {
        assertThat(names.split(", "))
                .allSatisfy(name -> assertThat(vocabulary.find(name)).isPresent());
    }

    @Test
    void aTouchpointIsOnlineOrOfflineAndInTheMerchantsHandsOrNot() {
        EventType review = vocabulary.find("Review Submitted").orElseThrow();
        EventType fair = vocabulary.find("Trade Show Visited").orElseThrow();

        assertThat(review.online()).isTrue();
        assertThat(review.influence()).isEqualTo(Influence.INDIRECT);
        assertThat(fair.online()).isFalse();
        assertThat(fair.influence()).isEqualTo(Influence.DIRECT);
    }

    @Test
    void whatAMerchantSaysGoesBeforeWhatShips() {
        EventType own = new EventType("quote requested", null, "desk", false, Influence.DIRECT, true, Effect.NONE);
        Vocabulary changed = vocabulary.with(List.of(own));

        assertThat(changed.find("Quote Requested")).contains(own);
        assertThat(changed.find("Quote Received")).isEqualTo(vocabulary.find("Quote Received"));
        assertThat(vocabulary.find("Quote Requested")).isNotEqualTo(changed.find("Quote Requested"));
    }

    @Test
    void anUnknownEventSaysNothing() {
        assertThat(vocabulary.find("Something Of Our Own")).isEmpty();
        assertThat(Vocabulary.unknown("Something Of Our Own").mark()).isNull();
    }
}
