package io.desirepath.persona.persona;

import io.desirepath.contracts.PersonaId;
import io.desirepath.contracts.Stage;
import io.desirepath.persona.persona.domain.Scorecard;
import io.desirepath.persona.persona.domain.StageNeed;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A version of a persona as the API shows it.
 *
 * @param createdAt when the persona began
 * @param updatedAt when this version began
 */
@Schema(name = "Persona")
public record PersonaView(
        PersonaId id,
        int version,
        String name,
        @Nullable String summary,
        List<String> goals,
        List<String> challenges,
        List<String> painPoints,
        List<String> motivations,
        List<String> behaviours,
        List<String> objections,
        List<String> decisionProcess,
        List<String> decisionCriteria,
        List<String> preferredTouchpoints,
        List<String> preferredContent,
        Map<Stage, StageNeed> stageNeeds,
        Scorecard scorecard,
        Instant createdAt,
        Instant updatedAt) {

    static PersonaView of(PersonaRow row) {
        PersonaDescription d = row.description();
        return new PersonaView(
                row.id(),
                row.version(),
                d.name(),
                d.summary(),
                d.goals(),
                d.challenges(),
                d.painPoints(),
                d.motivations(),
                d.behaviours(),
                d.objections(),
                d.decisionProcess(),
                d.decisionCriteria(),
                d.preferredTouchpoints(),
                d.preferredContent(),
                d.stageNeeds(),
                d.scorecard(),
                row.createdAt(),
                row.updatedAt());
    }
}
