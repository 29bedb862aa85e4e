package io.desirepath.recommendation.feedback;

import io.desirepath.contracts.Money;
import io.desirepath.recommendation.feedback.domain.ClusteredRatio;
import io.desirepath.recommendation.feedback.domain.Interval;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How the lists that were answered in a period did. */
@Schema(name = "RecommendationPerformance")
public record Performance(Instant from, Instant to, String by, List<Group> groups) {

    /**
     * A placement, kind, stage or strategy.
     *
     * @param lists answered; by kind: those that had it
     * @param views items seen, each once; a click without a view counts as one
     * @param clicks items clicked on, each once
     * @param conversions lines of orders credited
     * @param revenue of these lines, net of refunds, one entry per currency
     */
    @Schema(name = "RecommendationPerformanceGroup")
    public record Group(
            String key,
            long lists,
            long views,
            long clicks,
            Share clickThrough,
            long conversions,
            List<Money> revenue) {}

    /**
     * Clicks per view, with a 95% interval that is clustered by account.
     *
     * @param value null without a view
     */
    @Schema(name = "MeasuredShare")
    public record Share(@Nullable Double value, double low, double high) {

        static Share of(ClusteredRatio ratio) {
            double value = ratio.estimate().value();
            Interval interval = ratio.share95();
            return new Share(Double.isNaN(value) ? null : value, interval.low(), interval.high());
        }
    }
}
