package io.desirepath.journey.activation.workflow.domain;

/** What has become of a run. */
public enum RunState {
    RUNNING,
    /** All steps were taken. */
    COMPLETED,
    /** A condition did not hold, or could not be told. */
    ENDED,
    /** By somebody, by the opposite change, or because the workflow was disabled. */
    CANCELLED,
    /** A step could not be done. */
    FAILED,
    /** It never began: another run of the same account was under way. */
    SKIPPED
}
