package io.desirepath.recommendation.ranking;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A merchandising rule as the API shows it. */
@Schema(name = "MerchandisingRule", allOf = RuleDocument.class)
public record RuleView(
        String id,
        @JsonUnwrapped @Schema(hidden = true) RuleDocument document,
        Instant createdAt,
        Instant updatedAt,
        @JsonIgnore long revision) {}
