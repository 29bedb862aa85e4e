package io.desirepath.journey.activation.workflow;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A workflow as its readers see it.
 *
 * @param running how many accounts are on their way through it
 */
@Schema(name = "Workflow")
record WorkflowView(
        String id,
        String name,
        WorkflowDescription.On on,
        List<StepDescription> steps,
        boolean enabled,
        boolean cancelOnExit,
        int version,
        long running,
        Instant createdAt,
        Instant updatedAt) {

    static WorkflowView of(WorkflowRow row, long running) {
        WorkflowDescription described = row.description();
        return new WorkflowView(
                row.id(),
                described.name(),
                described.on(),
                described.steps(),
                described.runs(),
                described.isCancelledByOpposite(),
                row.version(),
                running,
                row.createdAt(),
                row.updatedAt());
    }
}
