package io.desirepath.persona.persona;

import io.desirepath.contracts.Stage;
import io.desirepath.persona.persona.domain.Scorecard;
import io.desirepath.persona.persona.domain.StageNeed;
import io.desirepath.persona.profile.SingleLine;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says about a persona: the body of {@code PUT /v1/personas/{id}}. A field left out is cleared.
 *
 * @param preferredTouchpoints names of touchpoints as activity has them ({@code sales}), the most preferred first
 * @param stageNeeds what it needs and feels in each stage
 * @param scorecard who is one
 */
public record PersonaDescription(
        @NotBlank @Size(max = 128) @SingleLine @Schema(examples = "Procurement lead")
        String name,

        @Nullable @Size(max = 1000) @SingleLine String summary,

        @ShortTexts List<String> goals,
        @ShortTexts List<String> challenges,
        @ShortTexts List<String> painPoints,
        @ShortTexts List<String> motivations,
        @ShortTexts List<String> behaviours,
        @ShortTexts List<String> objections,
        @ShortTexts List<String> decisionProcess,
        @ShortTexts List<String> decisionCriteria,

        @ShortTexts
        @Schema(description = "Touchpoints by the names that activity has them under, the most preferred first")
        List<String> preferredTouchpoints,

        @ShortTexts List<String> preferredContent,
        Map<Stage, StageNeed> stageNeeds,

        @NotNull @Schema(description = "Who is one: conditions with weights in natural log-odds")
        Scorecard scorecard) {

    public PersonaDescription {
        goals = list(goals);
        challenges = list(challenges);
        painPoints = list(painPoints);
        motivations = list(motivations);
        behaviours = list(behaviours);
        objections = list(objections);
        decisionProcess = list(decisionProcess);
        decisionCriteria = list(decisionCriteria);
        preferredTouchpoints = list(preferredTouchpoints);
        preferredContent = list(preferredContent);
        Map<Stage, StageNeed> needs = new EnumMap<>(Stage.class);
        if (stageNeeds != null) {
            stageNeeds.forEach((stage, need) -> {
                if (need != null) {
                    needs.put(stage, need);
                }
            });
        }
        stageNeeds = Collections.unmodifiableMap(needs);
    }

    /** Nulls are left in for the validation to name. */
    private static List<String> list(@Nullable List<String> texts) {
        return texts == null ? List.of() : Collections.unmodifiableList(new ArrayList<>(texts));
    }
}
