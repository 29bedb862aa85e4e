package io.desirepath.journey.stage.domain;

import io.desirepath.contracts.Stage;
import java.util.List;

/**
 * Why an account is held in its stage rather than in the strongest other one.
 *
 * @param stage the held stage
 * @param against the most probable other stage
 * @param logOddsBefore of the stage against the other at the start of the explained stretch
 * @param logOddsNow the same now; the difference is the sum of all steps, of which only the largest are listed
 * @param contributions the largest steps, by size
 */
public record Explanation(
        Stage stage, Stage against, double logOddsBefore, double logOddsNow, List<Contribution> contributions) {
    public Explanation {
        contributions = List.copyOf(contributions);
    }
}
