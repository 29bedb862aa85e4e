package io.desirepath.recommendation.serving;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.Money;
import io.desirepath.contracts.Stage;
import io.desirepath.recommendation.candidate.domain.Kind;
import io.desirepath.recommendation.candidate.domain.Removed;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An answer.
 *
 * @param recommendationId names this answer, for feedback
 * @param stage the held stage that it was made for; null if nothing has been heard of one
 * @param strategyVersion what shared the list out between kinds
 * @param modelVersion what complements and trending products come from; null before the first training
 * @param items the best position first
 * @param fallbackReason why the answer is not, or not wholly, made for this account; null if it is
 * @param emptyReason why there are no items; null if there are
 * @param explanation only if it was asked for
 */
@Schema(name = "Recommendations")
public record Recommendations(
        UUID recommendationId,
        AccountId accountId,

        @Schema(examples = "home") String placement,

        @Nullable Stage stage,
        String strategyVersion,
        @Nullable String modelVersion,
        List<Item> items,
        @Nullable FallbackReason fallbackReason,
        @Nullable EmptyReason emptyReason,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Explanation explanation) {

    /** What is missing for an answer made for this account. */
    @Schema(name = "FallbackReason")
    public enum FallbackReason {
        /** Nobody has heard of the account: trending products, without prices. */
        UNKNOWN_ACCOUNT,
        /** No model has been trained: only what the account has bought. */
        NO_MODEL,
        /** The account has bought nothing yet. */
        NO_HISTORY
    }

    /**
     * @param message a sentence
     * @param removed how many products each filter took away
     */
    @Schema(name = "EmptyReason")
    public record EmptyReason(String message, Removed removed) {}

    /**
     * @param score above 0, at most 1; comparable within a kind
     * @param position 1 for the first
     * @param price what the account paid last for one; null if it has not bought the product
     * @param features the numbers behind the score, only if an explanation was asked for
     */
    @Schema(name = "RecommendedProduct")
    public record Item(
            String productId,
            String name,
            Kind kind,
            double score,
            int position,

            @Schema(description = "What the account paid last for one; null: no price is known for this account")
            @Nullable
            Money price,

            Reason reason,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Map<String, Double> features) {}

    /** @param text one sentence, in English */
    @Schema(name = "RecommendationReason")
    public record Reason(ReasonCode code, String text, List<Evidence> evidence) {}

    /** Why a product is recommended. */
    @Schema(name = "ReasonCode")
    public enum ReasonCode {
        BOUGHT_BEFORE,
        DUE_FOR_REORDER,
        BOUGHT_TOGETHER,
        TRENDING
    }

    /**
     * @param slots how the list was shared out, by kind
     * @param candidates how many there were past the filters, by kind
     * @param removed how many products each filter took away
     */
    @Schema(name = "RecommendationExplanation")
    public record Explanation(Map<Kind, Integer> slots, Map<Kind, Integer> candidates, Removed removed) {}
}
