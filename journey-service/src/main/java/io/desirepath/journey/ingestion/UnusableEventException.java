package io.desirepath.journey.ingestion;

/** Ends the reading of an event that goes to the reject log. */
final class UnusableEventException extends Exception {

    private final RejectReason reason;
    private final String detail;

    UnusableEventException(RejectReason reason, String detail) {
        // No stack trace: this is an outcome, and there may be thousands in one import.
        super(detail, null, false, false);
        this.reason = reason;
        this.detail = detail;
    }

    RejectReason reason() {
        return reason;
    }

    String detail() {
        return detail;
    }
}
