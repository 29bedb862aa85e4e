package io.desirepath.journey.activity.domain;

/**
 * An activity that turned out to count for somebody else.
 *
 * @param from as the log has it
 * @param to for whom it counts from now on
 */
public record Move(Attributed from, Attribution to) {

    public Attributed moved() {
        return new Attributed(from.activity(), to);
    }
}
