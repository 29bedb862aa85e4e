package io.desirepath.recommendation.training;

import io.desirepath.recommendation.ranker.domain.CandidateFeatures;
import io.desirepath.recommendation.ranker.domain.Knowledge;
import io.desirepath.recommendation.ranker.domain.NameLists;
import io.desirepath.recommendation.ranker.domain.NextBasket;
import io.desirepath.recommendation.ranker.domain.OrderHistories;
import io.desirepath.recommendation.ranker.domain.RankingQuality;
import io.desirepath.recommendation.ranker.domain.TrainingRows;
import io.desirepath.recommendation.ranker.domain.TwoRankers;
import io.desirepath.recommendation.training.domain.PipelineParameters;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Learns rankers from windows of the past, each with what was known when it began, and measures them on the newest, which they
 * have not seen, beside the rankers that serve.
 */
final class TrainRankers {

    /** Days in which an account's next basket must come to be learnt from. */
    static final int HORIZON = 60;

    private static final int APART = 30;
    private static final int WINDOWS = 4;

    /** Fewer next baskets than this in the newest window tell good rankers from bad ones by chance. */
    private static final int FEWEST = 50;

    /** How much worse than those that serve new rankers may be measured: less than the noise of a thousand cases. */
    private static final double TOLERANCE = .005;

    /**
     * @param rankers the new ones, or those that serve if they did better on the newest window; null if there is too little
     *     to learn from, and candidates are best left in the order of their generators
     * @param quality of the new ones there; null if it was too small to tell
     * @param champion of those that serve, there
     * @param kept whether those that serve were kept
     */
    record Learnt(
            @Nullable TwoRankers rankers,
            @Nullable RankingQuality quality,
            @Nullable RankingQuality champion,
            boolean kept) {}

    private final PipelineEngine engine;
    private final PipelineParameters parameters;
    private final PipelineEngine.Progress progress;
    private final PipelineTables tables;
    private final NameLists names;
    private final OrderHistories histories;

    /** @param namesById of products; the engine has all lines */
    TrainRankers(
            PipelineEngine engine,
            PipelineParameters parameters,
            PipelineEngine.Progress progress,
            Map<String, String> namesById)
            throws SQLException {
        this.engine = engine;
        this.parameters = parameters;
        this.progress = progress;
        tables = new PipelineTables(engine);
        engine.number();
        List<String> products = tables.products();
        names = NameLists.of(
                products,
                products.stream().map(id -> namesById.getOrDefault(id, "")).toList());
        histories = tables.histories(products.size());
    }

    /** @param champion the rankers that serve; null if there are none */
    Learnt learn(@Nullable TwoRankers champion) throws SQLException {
        int newest = histories.endDay() - HORIZON;
        var rows = new TrainingRows();
        for (int window = 1; window <= WINDOWS; window++) {
            addTo(rows, newest - HORIZON - APART * (window - 1));
        }
        List<NextBasket> held = NextBasket.after(histories, newest, HORIZON);
        if (held.isEmpty()) {
            return new Learnt(champion, null, null, champion != null);
        }
        Knowledge knowledge = knowledge(newest);
        RankingQuality quality = null;
        RankingQuality served = null;
        if (held.size() >= FEWEST) {
            quality = RankingQuality.of(TwoRankers.from(rows, true), knowledge, histories, held);
            served = champion == null ? null : RankingQuality.of(champion, knowledge, histories, held);
        }
        if (champion != null && quality != null && served != null && quality.ndcg10() < served.ndcg10() - TOLERANCE) {
            return new Learnt(champion, quality, served, true);
        }
        // What serves has learnt from the newest window too.
        add(rows, knowledge, held);
        if (!TwoRankers.canBeLearntFrom(rows)) {
            return new Learnt(champion, quality, served, champion != null);
        }
        return new Learnt(TwoRankers.from(rows, true), quality, served, false);
    }

    private void addTo(TrainingRows rows, int day) throws SQLException {
        List<NextBasket> baskets = NextBasket.after(histories, day, HORIZON);
        if (!baskets.isEmpty()) {
            add(rows, knowledge(day), baskets);
        }
    }

    private void add(TrainingRows rows, Knowledge knowledge, List<NextBasket> baskets) {
        var features = new CandidateFeatures(knowledge);
        int day = knowledge.facts().day();
        for (NextBasket basket : baskets) {
            rows.add(
                    features.of(histories, basket.account(), basket.account(), day),
                    item -> basket.holds(histories, item),
                    basket.weight(histories),
                    new double[0]);
        }
    }

    private Knowledge knowledge(int day) throws SQLException {
        engine.run(parameters.asOf(day), progress);
        int products = histories.items();
        return Knowledge.of(
                histories,
                tables.facts(day, products),
                tables.pairs(products, parameters.maxPairs()),
                names,
                Knowledge.Settings.DEFAULT);
    }
}
