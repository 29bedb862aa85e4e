package io.desirepath.recommendation.feedback.domain;

/** From where to where a number lies, as far as chance lets one say. */
public record Interval(double low, double high) {

    public boolean contains(double value) {
        return low <= value && value <= high;
    }

    public boolean isAbove(double value) {
        return low > value;
    }

    public boolean isBelow(double value) {
        return high < value;
    }
}
