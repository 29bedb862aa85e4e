package io.desirepath.journey.activation.workflow.domain;

/** What has become of a step. */
public enum StepState {
    /** Not done, or not even reached. */
    OPEN,
    DONE,
    /** It ended the run, as a condition does that does not hold. */
    STOPPED,
    FAILED
}
