package io.desirepath.journey.activation.workflow;

import io.desirepath.contracts.MembershipChanged;
import io.desirepath.journey.activation.workflow.domain.Run;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run as it is stored.
 *
 * @param number in the order in which runs started
 * @param change that started it
 * @param described the steps as the workflow had them then
 * @param fence the number of the last claim
 */
record RunRow(
        UUID id,
        long number,
        String workflow,
        int workflowVersion,
        String account,
        MembershipChanged change,
        List<StepDescription> described,
        Run run,
        long fence,
        Instant startedAt,
        @Nullable Instant finishedAt) {}
