package io.desirepath.journey.activation.workflow;

import java.time.Instant;

/**
 * A workflow as it is stored.
 *
 * @param startsFrom changes that were written before start no run
 */
record WorkflowRow(
        String id,
        WorkflowDescription description,
        int version,
        Instant startsFrom,
        Instant createdAt,
        Instant updatedAt) {}
