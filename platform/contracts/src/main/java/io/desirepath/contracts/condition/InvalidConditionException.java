package io.desirepath.contracts.condition;

/** What a condition must not be. The message begins with the path of what is wrong, and is fit for a client. */
public final class InvalidConditionException extends IllegalArgumentException {

    private final String path;
    private final String reason;

    InvalidConditionException(String path, String reason) {
        super(path.isEmpty() ? reason : path + ": " + reason);
        this.path = path;
        this.reason = reason;
    }

    InvalidConditionException below(String parent) {
        String separator = parent.isEmpty() || path.isEmpty() || path.startsWith("[") ? "" : ".";
        return new InvalidConditionException(parent + separator + path, reason);
    }
}
