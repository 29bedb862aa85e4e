package io.desirepath.journey.activation.workflow;

import io.desirepath.contracts.Feeds;
import io.desirepath.journey.activation.workflow.domain.Step;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says a workflow is: the body of {@code PUT /v1/workflows/{id}}.
 *
 * @param on which change starts a run
 * @param steps 1 to 10, of which at least one tells somebody
 * @param enabled true if left out
 * @param cancelOnExit whether the opposite change, made before the last step, cancels the run; true if left out
 */
@Schema(name = "WorkflowDescription")
public record WorkflowDescription(
        String name,
        On on,
        List<StepDescription> steps,
        @Nullable Boolean enabled,

        @Schema(
                description = "Whether leaving the segment again before the last step cancels the run (of a workflow on"
                        + " EXITED: entering it again). True if left out.")
        @Nullable
        Boolean cancelOnExit) {

    private static final int MOST_CHARACTERS = 128;
    private static final int MOST_STEPS = 10;

    /** @param segment of accounts */
    @Schema(name = "WorkflowTrigger")
    public record On(String segment, Change change) {
        public On {
            if (segment == null || change == null) {
                throw new IllegalArgumentException("must have a segment and a change, ENTERED or EXITED");
            }
        }
    }

    /** What happens to an account. */
    public enum Change {
        ENTERED(Feeds.SEGMENT_ENTERED),
        EXITED(Feeds.SEGMENT_EXITED);

        private final String type;

        Change(String type) {
            this.type = type;
        }

        boolean is(String eventType) {
            return type.equals(eventType);
        }
    }

    public WorkflowDescription {
        if (name == null
                || name.isBlank()
                || name.length() > MOST_CHARACTERS
                || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("name: must have 1 to " + MOST_CHARACTERS
                    + " characters, not only blanks, without control characters");
        }
        name = name.strip();
        if (on == null) {
            throw new IllegalArgumentException("on: must be given");
        }
        if (steps == null || steps.isEmpty() || steps.size() > MOST_STEPS) {
            throw new IllegalArgumentException("steps: must have 1 to " + MOST_STEPS);
        }
        steps = List.copyOf(steps);
        if (steps(steps).stream().noneMatch(Step::notifies)) {
            throw new IllegalArgumentException("steps: at least one must be an email or a webhook");
        }
        enabled = enabled == null || enabled;
        cancelOnExit = cancelOnExit == null || cancelOnExit;
    }

    static List<Step> steps(List<StepDescription> descriptions) {
        return descriptions.stream().map(StepDescription::step).toList();
    }

    boolean runs() {
        return Boolean.TRUE.equals(enabled);
    }

    boolean isCancelledByOpposite() {
        return Boolean.TRUE.equals(cancelOnExit);
    }
}
