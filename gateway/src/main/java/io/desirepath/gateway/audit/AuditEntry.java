package io.desirepath.gateway.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done, or refused.
 *
 * @param action {@code api-key.created}, or the template of the call
 * @param target {@code api-keys/12}; null where that would name a person or company
 * @param status HTTP status; null if the caller left before there was one
 */
public record AuditEntry(
        Instant at,
        Actor actor,
        String action,
        @Nullable String target,
        @Nullable Integer status) {}
