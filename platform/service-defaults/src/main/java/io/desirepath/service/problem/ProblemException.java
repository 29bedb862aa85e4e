package io.desirepath.service.problem;

import io.desirepath.contracts.ProblemType;
import org.jspecify.annotations.Nullable;

/** A request that ends in a problem document. The detail is written for the client's developer. */
public final class ProblemException extends RuntimeException {

    private final ProblemType type;
    private final @Nullable String detail;

    private ProblemException(ProblemType type, @Nullable String detail) {
        // No stack trace: this is an answer, not a failure of ours.
        super(detail, null, false, false);
        this.type = type;
        this.detail = detail;
    }

    public static ProblemException of(ProblemType type, String detail) {
        return new ProblemException(type, detail);
    }

    public ProblemType type() {
        return type;
    }

    public @Nullable String detail() {
        return detail;
    }
}
