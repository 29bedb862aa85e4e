package io.desirepath.journey.stage;

import io.desirepath.contracts.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Where an account stands with each product family that it has shown enough activity about. The account's own journey is
 * the headline; this says where it differs.
 *
 * @param families most activity first
 * @param tooFew families with some activity, but too little to say anything
 */
@Schema(name = "FamilyJourneys")
record FamilyJourneysAnswer(
        String accountId, List<Family> families, long tooFew, String modelVersion, Instant computedAt) {

    /**
     * One product family.
     *
     * @param activities how many activities named the family
     * @param lastAt when the last of them happened
     * @param orderWithin30Days the probability of an order in this family within 30 days
     */
    @Schema(name = "FamilyJourney")
    record Family(
            String family,
            Stage stage,
            Instant since,
            Map<Stage, Double> probabilities,
            double orderWithin30Days,
            int activities,
            Instant lastAt) {}
}
