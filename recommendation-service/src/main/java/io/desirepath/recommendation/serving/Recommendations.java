package io.desirepath.recommendation.serving;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.Money;
import io.desirepath.contracts.Stage;
import io.desirepath.recommendation.candidate.domain.Kind;
import io.desirepath.recommendation.candidate.domain.Removed;
import io.desirepath.recommendation.ranking.domain.Placed;
import io.desirepath.recommendation.ranking.domain.Rule;
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
     * @param removed how many products each hard filter took away
     * @param filtered how many candidates the request's own filter took away
     * @param excludedByRules how many merchandising rules took away
     * @param inOtherPlacements how many are in an earlier list of the same answer
     */
    @Schema(name = "EmptyReason")
    public record EmptyReason(
            String message, Removed removed, int filtered, int excludedByRules, int inOtherPlacements) {}

    /** A product or a piece of content. */
    @Schema(
            name = "RecommendedItem",
            oneOf = {Product.class, Content.class})
    public sealed interface Item {}

    /**
     * @param score above 0, at most 1; comparable within a kind
     * @param position 1 for the first
     * @param price what one costs the account; null if no price is known that is its own or everybody's
     * @param features the numbers behind the score, only if an explanation was asked for
     */
    @Schema(name = "RecommendedProduct")
    public record Product(
            String productId,
            String name,
            Kind kind,
            double score,
            int position,

            @Schema(
                    description =
                            "What one costs this account: by its contract, or where the merchant has no price lists, what it paid last;"
                                    + " null: no price is known for this account")
            @Nullable
            Money price,

            Reason reason,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Map<String, Double> features)
            implements Item {}

    /**
     * @param kind always {@code CONTENT}
     * @param url null if the storefront knows where it is
     * @param score above 0, at most 1; comparable within content
     * @param position 1 for the first
     * @param features the numbers behind the score, only if an explanation was asked for
     */
    @Schema(name = "RecommendedContent")
    public record Content(
            String contentId,
            String title,
            @Nullable String url,
            Kind kind,
            double score,
            int position,
            Reason reason,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Map<String, Double> features)
            implements Item {}

    /**
     * @param text one sentence, in English
     * @param rule the merchandising rule that moved the item; left out if none did
     */
    @Schema(name = "RecommendationReason")
    public record Reason(
            ReasonCode code,
            String text,
            List<Evidence> evidence,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            AppliedRule rule) {

        Reason(ReasonCode code, String text, List<Evidence> evidence) {
            this(code, text, evidence, null);
        }

        Reason by(@Nullable AppliedRule moving) {
            return new Reason(code, text, evidence, moving);
        }
    }

    /** @param name as the merchandiser wrote it; null if it has none */
    @Schema(name = "AppliedRule")
    public record AppliedRule(
            String id, Rule.Action action, @Nullable String name) {
        static @Nullable AppliedRule of(@Nullable Rule rule) {
            return rule == null ? null : new AppliedRule(rule.id(), rule.action(), rule.name());
        }
    }

    /** Why a product is recommended. */
    @Schema(name = "ReasonCode")
    public enum ReasonCode {
        BOUGHT_BEFORE,
        DUE_FOR_REORDER,
        BOUGHT_TOGETHER,
        TRENDING,
        /** Content for this stage, person or family. */
        CONTENT_MATCH,
        /** Content for a role that nobody is known to have. */
        BUYING_GROUP_GAP,
        /** A merchandising rule put it there. */
        PINNED,
        /** The merchant declared it the better version, or the successor, of something the account buys. */
        DECLARED_UPGRADE,
        /** One tier above something the account buys. */
        BETTER_VERSION,
        /** Can stand in for something the account looks at. */
        ALTERNATIVE
    }

    /**
     * @param slots how the list was shared out, by kind
     * @param candidates how many there were past the filters, by kind
     * @param removed how many products each filter took away
     * @param holdout whether the account is held out: it gets what trends, like everybody
     * @param missingRoles of the buying group, as far as is known
     * @param propensity how likely exactly this list was, above 0, at most 1
     * @param paths what became of every candidate: shown ones by position, then the others
     */
    @Schema(name = "RecommendationExplanation")
    public record Explanation(
            Map<Kind, Integer> slots,
            Map<Kind, Integer> candidates,
            Removed removed,
            boolean holdout,
            List<BuyingRole> missingRoles,
            double propensity,
            List<CandidatePath> paths) {}

    /** What became of a candidate. */
    @Schema(name = "CandidateOutcome")
    public enum Outcome {
        SHOWN,
        /** Others were better. */
        OUTRANKED,
        /** By a hard filter. */
        REMOVED,
        /** By the filter of the request. */
        FILTERED,
        /** By a merchandising rule. */
        EXCLUDED,
        /** In an earlier list of the same answer. */
        IN_OTHER_PLACEMENT
    }

    /**
     * @param generator where it came from
     * @param rank among its kind past the filters, 1 for the first
     * @param removedBy the hard filter, by its name among the counts
     * @param rule the merchandising rule that moved or excluded it
     * @param origin how it came into the list
     * @param propensity how likely it was to be at its position
     */
    @Schema(name = "CandidatePath")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CandidatePath(
            @Nullable String productId,
            @Nullable String contentId,
            Kind kind,
            String generator,
            double score,
            Map<String, Double> features,
            Outcome outcome,
            @Nullable Integer rank,
            @Nullable String removedBy,
            @Nullable AppliedRule rule,
            @Nullable Integer position,
            Placed.@Nullable Origin origin,
            @Nullable Double propensity) {}
}
