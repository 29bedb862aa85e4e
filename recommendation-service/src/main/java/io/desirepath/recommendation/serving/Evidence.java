package io.desirepath.recommendation.serving;

import io.desirepath.contracts.Money;
import io.desirepath.recommendation.candidate.domain.Seed;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a reason rests on. */
@Schema(
        name = "RecommendationEvidence",
        description =
                "What a reason rests on: an order of the account, a product it goes with, how many buy it, the step from one product to another, or whom content is for",
        oneOf = {
            Evidence.Order.class,
            Evidence.Companion.class,
            Evidence.Popularity.class,
            Evidence.Step.class,
            Evidence.Tags.class
        })
public sealed interface Evidence {

    /**
     * An order of the account that had the product.
     *
     * @param messageId of the order's activity
     * @param quantity what is left of it after refunds
     */
    @Schema(name = "OrderEvidence")
    record Order(String messageId, Instant at, long quantity) implements Evidence {}

    /**
     * A product that the account has, and that the recommended one is bought with.
     *
     * @param origin where the account has it from
     * @param baskets in which both lay
     * @param accounts that bought both within the model's window of days
     * @param score of the pair, from 0 to 1
     */
    @Schema(name = "CompanionEvidence")
    record Companion(String productId, String name, Seed.Origin origin, int baskets, int accounts, double score)
            implements Evidence {}

    /** How many accounts bought it within so many days before the newest order. */
    @Schema(name = "PopularityEvidence")
    record Popularity(int accounts, long quantity, int days) implements Evidence {}

    /**
     * Whom a piece of content is for, and how well that suits, each from 0 to 1.
     *
     * @param stage how probable it is that the account is in a stage it is for
     */
    @Schema(name = "ContentEvidence")
    record Tags(double stage, double persona, double role, double family) implements Evidence {}

    /**
     * From one product to another.
     *
     * @param productId that the account has
     * @param price of that for the account; null if it does not matter here
     * @param betterPrice of the recommended one for the account; null if it is not known, or does not matter here
     * @param usualPrice what accounts usually pay for the recommended one, where the merchant lists no prices; else null
     * @param switched how many companies have made the step; 0 if it is not known
     */
    @Schema(name = "StepEvidence")
    record Step(
            String productId,
            String name,
            @Nullable Money price,
            @Nullable Money betterPrice,
            @Nullable Money usualPrice,
            int switched)
            implements Evidence {}
}
