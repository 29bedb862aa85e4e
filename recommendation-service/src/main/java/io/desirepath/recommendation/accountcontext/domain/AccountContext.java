package io.desirepath.recommendation.accountcontext.domain;

import io.desirepath.contracts.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that an answer for an account depends on, and that belongs to the account.
 *
 * @param standing where it stands on its journey; null if nothing has been heard of that
 * @param history what it bought, net of refunds, the product bought last first
 * @param views what it looked at, the last first
 * @param revision rises with every change
 */
public record AccountContext(
        @Nullable Standing standing, List<ProductHistory> history, List<View> views, long revision) {

    public AccountContext {
        history = List.copyOf(history);
        views = List.copyOf(views);
    }

    /**
     * @param stage the held stage
     * @param probabilities of every stage, summing to 1
     */
    public record Standing(Stage stage, Instant since, Map<Stage, Double> probabilities) {
        public Standing {
            probabilities = Map.copyOf(probabilities);
        }
    }

    /** @param at when the account last looked at the product */
    public record View(String productId, Instant at) {}
}
