package io.desirepath.benchmark.journey.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.desirepath.journey.stage.training.domain.StageScore;
import io.desirepath.journey.stage.training.domain.YesNoScore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What one protocol measured on one set of data, as it is written to the JSON file. */
@JsonPropertyOrder({"protocol", "dataset", "cases", "methods"})
public sealed interface Result {

    /** {@code real} or {@code simulated}. */
    @JsonProperty
    String protocol();

    @JsonProperty
    String dataset();

    @JsonProperty
    int cases();

    /**
     * Whether an order came: means over the cuts.
     *
     * @param cuts where each cut lay, and what each method reached there
     */
    record Orders(String dataset, int cases, List<Method> methods, List<Cut> cuts) implements Result {

        /**
         * One method's means over the cuts.
         *
         * @param logLossLessOurs its log loss less that of {@code desire-path}, null for ours
         */
        @JsonInclude(JsonInclude.Include.NON_NULL)
        public record Method(
                String name,
                double auc,
                double logLoss,
                double ece,
                @Nullable Interval logLossLessOurs) {}

        /** A difference with its 95 % interval, by resampling accounts with all their cuts. */
        public record Interval(double mean, double low, double high) {}

        /** One cut: when, of how many accounts which share ordered, and the scores. */
        public record Cut(String at, int cases, double ordered, Map<String, YesNoScore> methods) {}

        @Override
        public String protocol() {
            return "real";
        }
    }

    /**
     * Which stage an account was in.
     *
     * @param bySeed the scores by seed and method, empty for a file
     */
    record Stages(String dataset, int cases, List<Method> methods, Map<Long, Map<String, StageScore>> bySeed)
            implements Result {
        /** The filter with the true parameters of a simulated world. */
        public static final String ORACLE = "oracle";

        /**
         * One method's scores; in simulations the means over seeds.
         *
         * @param lessOracle its accuracy less that of the true parameters' filter, null where nobody knows them
         */
        @JsonInclude(JsonInclude.Include.NON_NULL)
        public record Method(
                String name,
                double accuracy,
                double macroF1,
                double logLoss,
                double ece,
                double confidenceEce,
                @Nullable Difference lessOracle) {}

        /** A mean over seeds, each of which is a world of its own, and its standard error. */
        public record Difference(double mean, double standardError) {
            static Difference of(List<Double> differences) {
                double mean = differences.stream()
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElseThrow();
                double squares = differences.stream()
                        .mapToDouble(one -> (one - mean) * (one - mean))
                        .sum();
                int seeds = differences.size();
                return new Difference(mean, seeds < 2 ? 0 : Math.sqrt(squares / (seeds - 1) / seeds));
            }
        }

        @Override
        public String protocol() {
            return "simulated";
        }

        /** Of one file. */
        public static Stages of(String dataset, int cases, Map<String, StageScore> scores) {
            var methods = new ArrayList<Method>();
            scores.forEach((name, score) -> methods.add(method(name, List.of(score), null)));
            return new Stages(dataset, cases, methods, Map.of());
        }

        /** Means over seeds. */
        public static Stages overSeeds(String dataset, int cases, Map<Long, Map<String, StageScore>> bySeed) {
            var byMethod = new LinkedHashMap<String, List<StageScore>>();
            for (Map<String, StageScore> scores : bySeed.values()) {
                scores.forEach((name, score) ->
                        byMethod.computeIfAbsent(name, key -> new ArrayList<>()).add(score));
            }
            var methods = new ArrayList<Method>();
            List<StageScore> oracle = byMethod.getOrDefault(ORACLE, List.of());
            byMethod.forEach((name, scores) -> methods.add(
                    method(name, scores, name.equals(ORACLE) || oracle.isEmpty() ? null : difference(scores, oracle))));
            return new Stages(dataset, cases, methods, bySeed);
        }

        private static Difference difference(List<StageScore> scores, List<StageScore> oracle) {
            return Difference.of(IntStream.range(0, scores.size())
                    .mapToObj(i -> scores.get(i).accuracy() - oracle.get(i).accuracy())
                    .toList());
        }

        private static Method method(String name, List<StageScore> scores, @Nullable Difference lessOracle) {
            return new Method(
                    name,
                    mean(scores, StageScore::accuracy),
                    mean(scores, StageScore::macroF1),
                    mean(scores, StageScore::logLoss),
                    mean(scores, StageScore::ece),
                    mean(scores, StageScore::confidenceEce),
                    lessOracle);
        }

        private static double mean(List<StageScore> scores, ToDoubleFunction<StageScore> value) {
            return scores.stream().mapToDouble(value).average().orElseThrow();
        }
    }
}
