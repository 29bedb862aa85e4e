package io.desirepath.recommendation.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.desirepath.recommendation.ranker.domain.Feature;
import io.desirepath.recommendation.ranker.domain.LogisticRanker;
import io.desirepath.recommendation.ranker.domain.TwoRankers;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Rankers as they are stored: weights by the names of their features, so that a later release with other features still reads
 * them.
 */
public final class RankerJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private record Stored(One repeat, One novel) {}

    private record One(double intercept, Map<String, Double> weights, List<Map<String, Double>> byStage) {}

    private RankerJson() {}

    static String write(TwoRankers rankers) {
        try {
            return JSON.writeValueAsString(new Stored(stored(rankers.repeat()), stored(rankers.novel())));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("rankers cannot be written", e);
        }
    }

    public static TwoRankers read(String json) {
        try {
            Stored stored = JSON.readValue(json, Stored.class);
            return new TwoRankers(ranker(stored.repeat()), ranker(stored.novel()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored rankers cannot be read", e);
        }
    }

    private static One stored(LogisticRanker ranker) {
        return new One(
                ranker.intercept(),
                byName(ranker.weights()),
                Stream.of(ranker.byStage()).map(RankerJson::byName).toList());
    }

    private static Map<String, Double> byName(double[] weights) {
        Map<Feature, Double> byFeature = new EnumMap<>(Feature.class);
        for (Feature feature : Feature.values()) {
            if (weights[feature.ordinal()] != 0) {
                byFeature.put(feature, weights[feature.ordinal()]);
            }
        }
        Map<String, Double> byName = new java.util.LinkedHashMap<>();
        byFeature.forEach((feature, weight) -> byName.put(feature.name(), weight));
        return byName;
    }

    private static LogisticRanker ranker(One stored) {
        return new LogisticRanker(
                stored.intercept(),
                inOrder(stored.weights()),
                stored.byStage().stream().map(RankerJson::inOrder).toArray(double[][]::new));
    }

    private static double[] inOrder(Map<String, Double> byName) {
        double[] weights = new double[Feature.COUNT];
        for (Feature feature : Feature.values()) {
            weights[feature.ordinal()] = byName.getOrDefault(feature.name(), 0.0);
        }
        return weights;
    }
}
