package io.desirepath.recommendation.feedback.domain;

/** What somebody did with a recommendation. */
public enum Action {
    VIEWED,
    CLICKED,
    DISMISSED
}
