package io.desirepath.journey.stage.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.desirepath.contracts.Stage;
import io.desirepath.journey.stage.domain.PurchaseFeatures;
import io.desirepath.journey.stage.domain.PurchaseHead;
import io.desirepath.journey.stage.training.JourneyModel.Promotion;
import io.desirepath.journey.stage.training.domain.Calibration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** All that is told of one version. */
@Schema(name = "JourneyModelDetail", description = "A version with its parameters and its promotions.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ModelDetail(
        @JsonUnwrapped JourneyModel model,

        @Schema(description = "How far the journeys follow it, if it is the champion.") @Nullable
        Replay replay,

        @Schema(description = "Those that made it champion, newest first.")
        List<Promotion> promotions,

        @Schema(implementation = Object.class, description = "Rates per day, dwells in days, jumps, start.") @Nullable
        ModelFile parameters,

        @Schema(description = "Labels that its calibration was learned from.") @Nullable
        Integer calibrationLabels,

        @Schema(description = "How beliefs are corrected by what labels have shown; absent with too few labels.")
        @Nullable
        Correction calibration,

        @Schema(
                description = "How the probability of an order is corrected by what was ordered; absent with too few"
                        + " orders.")
        @Nullable
        Head purchaseHead) {

    static ModelDetail of(
            JourneyModel model,
            @Nullable Replay replay,
            List<Promotion> promotions,
            @Nullable ModelParameters parameters) {
        Calibration calibration = parameters == null ? null : parameters.calibration();
        PurchaseHead head = parameters == null ? null : parameters.purchaseHead();
        return new ModelDetail(
                model,
                replay,
                promotions,
                parameters == null ? null : ModelFile.of(parameters.model()),
                calibration == null ? null : calibration.labels(),
                calibration == null ? null : Correction.of(calibration),
                head == null ? null : Head.of(head));
    }

    @Schema(name = "JourneyModelReplay", description = "Journeys whose beliefs are of the model, of all.")
    record Replay(boolean running, long done, long total) {}

    @Schema(
            name = "JourneyModelCalibration",
            description =
                    "A multinomial logistic regression on the natural logarithms of the belief, none taken of less"
                            + " than 0.0001; then, if there are curves, each probability by its stage's curve, straight between"
                            + " the points, kept within 0.001 and 0.999 and made to sum to 1.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Correction(
            @Schema(description = "How many labels it was learned from.")
            int labels,

            @Schema(description = "By the stage whose corrected probability it makes.")
            Map<Stage, Row> regression,

            @Nullable Map<Stage, Calibration.Curve> curves) {

        /** @param weights by the stage whose log belief it weighs */
        @Schema(name = "JourneyModelCalibrationRow")
        record Row(Map<Stage, Double> weights, double bias) {}

        static Correction of(Calibration calibration) {
            Map<Stage, Row> regression = new EnumMap<>(Stage.class);
            Map<Stage, Calibration.Curve> curves = new EnumMap<>(Stage.class);
            for (Stage stage : Stage.values()) {
                List<Double> row = calibration.weights().get(stage.ordinal());
                Map<Stage, Double> weights = new EnumMap<>(Stage.class);
                for (Stage of : Stage.values()) {
                    weights.put(of, row.get(of.ordinal()));
                }
                regression.put(stage, new Row(weights, row.getLast()));
                if (!calibration.curves().isEmpty()) {
                    curves.put(stage, calibration.curves().get(stage.ordinal()));
                }
            }
            return new Correction(calibration.labels(), regression, curves.isEmpty() ? null : curves);
        }
    }

    @Schema(
            name = "JourneyModelPurchaseHead",
            description = "A logistic regression: the log-odds of an order are the intercept and, for each coefficient,"
                    + " its weight times what its name says.")
    record Head(
            @Schema(description = "Of an order within so many days.")
            int horizonDays,

            @Schema(description = "How many outcomes it was learned from.")
            int examples,

            double intercept,
            List<Coefficient> coefficients) {

        @Schema(name = "JourneyModelCoefficient")
        record Coefficient(String name, double weight) {}

        static Head of(PurchaseHead head) {
            List<Double> weights = head.regression().weights();
            return new Head(
                    head.horizonDays(),
                    head.examples(),
                    head.regression().intercept(),
                    IntStream.range(0, weights.size())
                            .mapToObj(i -> new Coefficient(PurchaseFeatures.NAMES.get(i), weights.get(i)))
                            .toList());
        }
    }
}
