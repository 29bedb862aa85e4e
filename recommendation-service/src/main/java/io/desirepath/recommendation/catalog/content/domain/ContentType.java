package io.desirepath.recommendation.catalog.content.domain;

import java.util.Locale;

/** What a content item is. */
public enum ContentType {
    ARTICLE,
    GUIDE,
    COMPARISON,
    CASE_STUDY,
    WHITE_PAPER,
    WEBINAR,
    VIDEO,
    EVENT,
    NEWS;

    /** What it is called in a sentence. */
    public String phrase() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
