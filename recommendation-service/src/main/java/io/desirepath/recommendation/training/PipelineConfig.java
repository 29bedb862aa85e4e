package io.desirepath.recommendation.training;

import io.desirepath.recommendation.training.domain.PipelineParameters;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What a training counts, and what it may use. */
@ConfigMapping(prefix = "desirepath.training.pipeline")
public interface PipelineConfig {

    /** DuckDB's memory, in its notation; beyond it DuckDB uses files. Default 1GB. */
    @WithDefault("1GB")
    String memoryLimit();

    /** DuckDB's threads. Default 2. */
    @WithDefault("2")
    int threads();

    /** Products of a basket that count, beyond which a sample does. Default 100. */
    @WithDefault("100")
    int maxBasket();

    /** Basket lines of an account that count, the newest first. Default 2000. */
    @WithDefault("2000")
    int maxAccountLines();

    /** How many days apart two purchases of an account still belong together. Default 30. */
    @WithDefault("30")
    int windowDays();

    /** The log-likelihood ratio above which a pair is significant. Default 10.8. */
    @WithDefault("10.8")
    double minLlr();

    /** Complements kept for a product; fewer where there are more than 400,000 products. Default 50. */
    @WithDefault("50")
    int maxComplements();

    /** The days before the newest order that trending looks at. Default 30. */
    @WithDefault("30")
    int trendingDays();

    /** Trending products kept. Default 200. */
    @WithDefault("200")
    int maxTrending();

    /** Days after which a basket counts half in the decayed co-purchase of the ranker. Default 90. */
    @WithDefault("90")
    double halfLifeDays();

    /** Co-purchase rows kept for a product, for the ranker; fewer where there are more than 100,000 products. Default 200. */
    @WithDefault("200")
    int maxPairs();

    /** All of it that the SQL files read. */
    default PipelineParameters parameters() {
        return new PipelineParameters(
                maxBasket(),
                maxAccountLines(),
                windowDays(),
                minLlr(),
                maxComplements(),
                trendingDays(),
                maxTrending(),
                halfLifeDays(),
                maxPairs(),
                Integer.MAX_VALUE,
                PipelineParameters.DEFAULT.landmark());
    }
}
