package io.desirepath.journey.stage.domain;

/**
 * A kind of evidence the stage model knows. What an activity is called by those who send it is mapped to a mark outside
 * of the model; {@link #typicalEvent()} is one name each mark goes by.
 */
public enum Mark {
    PAGE_VIEW("Product Viewed"),
    SEARCH("Products Searched"),
    CONTENT("Content Downloaded"),
    WEBINAR("Webinar Attended"),
    PRICING("Pricing Viewed"),
    COMPARE("Products Compared"),
    SAMPLE("Sample Ordered"),
    RFQ("Quote Requested"),
    QUOTE("Quote Received"),
    CART("Product Added"),
    CHECKOUT("Checkout Started"),
    ORDER("Order Completed"),
    SUPPORT("Support Ticket Opened"),
    PORTAL("Signed In"),
    REVIEW_POSITIVE("Review Submitted"),
    NPS_NEGATIVE("Survey Answered"),
    REFERRAL("Referral Made"),
    /** An identified person of the account seen for the first time: made by the filter itself, never sent. */
    NEW_CONTACT("New Contact");

    private final String typicalEvent;

    Mark(String typicalEvent) {
        this.typicalEvent = typicalEvent;
    }

    /** A public event name that maps to this mark, for sentences such as "what would change the stage". */
    public String typicalEvent() {
        return typicalEvent;
    }
}
