package io.desirepath.journey.stage.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.desirepath.journey.stage.training.JourneyModel.Progress;
import io.desirepath.journey.stage.training.domain.StageScore;
import io.desirepath.journey.stage.training.domain.YesNoScore;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How a model would have done: asked at moments of the past, from what had happened before them. */
@Schema(name = "JourneyModelBacktest", description = "How the model would have done at moments of the past.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record Backtest(
        State state,
        List<Instant> cuts,
        @Nullable Progress progress,

        @Schema(description = "Of an order within 30 days after each cut, all cuts together.") @Nullable
        Orders orders,

        @Schema(description = "By cut, in their order.") @Nullable
        List<Orders> ordersByCut,

        @Schema(description = "Of the stages that labels say.") @Nullable
        Stages stages,

        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable String error) {

    @Schema(name = "JourneyModelBacktestState")
    enum State {
        RUNNING,
        DONE,
        FAILED,
        CANCELLED,
        INTERRUPTED
    }

    static Backtest running(List<Instant> cuts, @Nullable Progress progress, Instant startedAt) {
        return new Backtest(State.RUNNING, cuts, progress, null, null, null, startedAt, null, null);
    }

    Backtest ended(State how, @Nullable String why, Instant at) {
        return new Backtest(how, cuts, null, orders, ordersByCut, stages, startedAt, at, why);
    }

    /**
     * @param cases accounts, each at each cut
     * @param ordered share of them that ordered
     * @param auc area under the ROC curve, null if all ordered or none
     * @param logLoss mean, in nats
     * @param ece expected calibration error over ten bins of equal width
     */
    @Schema(name = "OrderBacktest")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Orders(int cases, double ordered, @Nullable Double auc, double logLoss, double ece) {

        static Orders of(List<YesNoScore.Case> cases) {
            if (cases.isEmpty()) {
                return new Orders(0, 0, null, 0, 0);
            }
            YesNoScore score = YesNoScore.of(cases);
            long ordered = cases.stream().filter(YesNoScore.Case::happened).count();
            return new Orders(cases.size(), (double) ordered / cases.size(), score.auc(), score.logLoss(), score.ece());
        }
    }

    /**
     * @param cases labels
     * @param macroF1 mean over the stages that are said or predicted
     * @param logLoss mean, in nats
     * @param ece classwise expected calibration error over ten bins of equal width, mean over the stages
     */
    @Schema(name = "StageBacktest")
    record Stages(int cases, double accuracy, double macroF1, double logLoss, double ece) {

        /** @param cases at least one */
        static Stages of(List<StageScore.Case> cases) {
            StageScore score = StageScore.of(cases);
            return new Stages(cases.size(), score.accuracy(), score.macroF1(), score.logLoss(), score.ece());
        }
    }
}
