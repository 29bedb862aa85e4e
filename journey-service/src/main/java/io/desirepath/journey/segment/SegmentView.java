package io.desirepath.journey.segment;

import io.desirepath.contracts.SegmentSubject;
import io.desirepath.contracts.condition.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A segment as its readers see it.
 *
 * @param members how many there are
 * @param computedAt whatever happened before counts in the members; null before they were found first
 * @param evaluation null unless everybody is looked at because the definition changed
 * @param usedBy segments that are made of this one
 */
@Schema(name = "Segment")
public record SegmentView(
        String id,
        String name,
        @Nullable String description,
        boolean builtIn,
        SegmentSubject subject,

        @Schema(type = SchemaType.OBJECT) Condition condition,

        int version,
        long members,
        @Nullable Instant computedAt,

        @Schema(description = "Seconds between the members' state and now.") @Nullable
        Double lagSeconds,

        @Nullable Evaluation evaluation,
        List<String> usedBy,
        Instant createdAt,
        Instant updatedAt) {

    /**
     * How far everybody was looked at since the definition changed: until all were, some members are those of the
     * definition before.
     *
     * @param evaluated accounts so far
     * @param total accounts there are, null while nobody has counted
     */
    @Schema(name = "SegmentEvaluation")
    public record Evaluation(long evaluated, @Nullable Long total) {}

    static SegmentView of(SegmentRow row, @Nullable Instant reached, List<String> usedBy, Instant now) {
        Instant computedAt = row.computedAt() == null ? null : Objects.requireNonNullElse(reached, row.computedAt());
        return new SegmentView(
                row.id(),
                row.name(),
                row.description(),
                row.builtIn(),
                row.subject(),
                row.condition(),
                row.version(),
                row.members(),
                computedAt,
                computedAt == null
                        ? null
                        : Math.max(0, Duration.between(computedAt, now).toMillis()) / 1000.0,
                row.state() == SegmentRow.State.EVALUATING ? new Evaluation(row.evaluated(), row.toEvaluate()) : null,
                usedBy,
                row.createdAt(),
                row.updatedAt());
    }
}
