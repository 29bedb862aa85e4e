package io.desirepath.journey.stage.training;

/** Where a model is in its life. */
enum ModelState {
    /** Being trained now; there is at most one. */
    TRAINING,
    /** Trained, and waiting to be promoted. */
    CANDIDATE,
    /** The one in use; there is exactly one. */
    CHAMPION,
    /** Was in use, and may be again. */
    RETIRED,
    /** Training broke off. */
    FAILED,
    /** Somebody ended the training. */
    CANCELLED,
    /** The replica that trained it has ended. */
    INTERRUPTED;

    /** Whether it can be used at all. */
    boolean isUsable() {
        return this == CANDIDATE || this == CHAMPION || this == RETIRED;
    }
}
