package io.desirepath.journey.stage.training;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ProblemType;
import io.desirepath.contracts.Stage;
import io.desirepath.journey.stage.ModelAtWork;
import io.desirepath.journey.stage.domain.PurchaseFeatures.Order;
import io.desirepath.journey.stage.domain.Standing;
import io.desirepath.journey.stage.training.JourneyModel.Gate;
import io.desirepath.journey.stage.training.JourneyModel.Phase;
import io.desirepath.journey.stage.training.JourneyModel.Settings;
import io.desirepath.journey.stage.training.LongWork.Turn;
import io.desirepath.journey.stage.training.domain.StageLabel;
import io.desirepath.journey.stage.training.domain.StageScore;
import io.desirepath.journey.stage.training.domain.TrainingHistory;
import io.desirepath.journey.stage.training.domain.YesNoScore;
import io.desirepath.service.problem.ProblemException;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Asks a model at moments of the past, from strictly before each: will the account order within 30 days, and where do
 * labels say it stood. A candidate is measured against the champion of today as well.
 */
@Singleton
class BacktestModel {

    private static final Logger LOG = Logger.getLogger(BacktestModel.class);

    private final DataSource database;
    private final PostgresJourneyModels models;
    private final LoadHistories histories;
    private final MeasureAgainstChampion measure;
    private final LongWork work;
    private final TrainingConfig config;

    BacktestModel(
            DataSource database,
            PostgresJourneyModels models,
            LoadHistories histories,
            MeasureAgainstChampion measure,
            LongWork work,
            TrainingConfig config) {
        this.database = database;
        this.models = models;
        this.histories = histories;
        this.measure = measure;
        this.work = work;
        this.config = config;
    }

    /**
     * Begins, and does not wait for the end.
     *
     * @throws ProblemException INVALID_REQUEST, or CONFLICT while other work is being done
     */
    void start(JourneyModel model, BacktestRequest request, Instant now) throws SQLException {
        List<Instant> cuts = request.cuts(now);
        Turn turn = work.take()
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.CONFLICT, "A training or a backtest is running; one at a time, cancel it or wait"));
        try (turn;
                Connection c = database.getConnection()) {
            ModelParameters parameters = models.parameters(c, model.version())
                    .orElseThrow(() -> ProblemException.of(
                            ProblemType.CONFLICT, "The model is " + model.state() + ", and cannot be used"));
            models.cancel(c, model.version(), false);
            models.backtest(c, model.version(), Backtest.running(cuts, null, now));
            turn.start("backtest-" + model.version(), () -> run(model, parameters, cuts, now));
        }
    }

    private void run(JourneyModel model, ModelParameters parameters, List<Instant> cuts, Instant now) {
        var attention = new Attention(work, progress -> {
            try (Connection c = database.getConnection()) {
                return models.backtest(c, model.version(), Backtest.running(cuts, progress, now));
            }
        });
        Backtest running = Backtest.running(cuts, null, now);
        try {
            List<TrainingHistory> all = histories.load(now, config.accounts(), attention);
            Map<AccountId, List<Order>> orders = histories.orders(all, now, attention);
            Backtest result = measured(parameters.atWork(), all, orders, running, attention);
            Optional<Gate> gate = model.state() == ModelState.CANDIDATE
                    ? measure.measure(parameters, all, heldOutFrom(model, now), now)
                    : Optional.empty();
            save(model, result.ended(Backtest.State.DONE, null, Instant.now()), gate);
        } catch (CancellationException e) {
            save(
                    model,
                    attention.isStopping()
                            ? running.ended(Backtest.State.INTERRUPTED, InterruptedWork.WHY, Instant.now())
                            : running.ended(Backtest.State.CANCELLED, null, Instant.now()),
                    Optional.empty());
        } catch (SQLException | RuntimeException | OutOfMemoryError e) {
            LOG.errorf(e, "The backtest of %s broke off", model.version());
            String why = "The backtest broke off; the service's log has the reason";
            save(model, running.ended(Backtest.State.FAILED, why, Instant.now()), Optional.empty());
        }
    }

    /** Nothing that it was trained on counts. */
    private Instant heldOutFrom(JourneyModel model, Instant now) {
        Settings settings = model.settings();
        return settings == null
                ? now.minus(Duration.ofDays(config.heldOutDays())).truncatedTo(ChronoUnit.DAYS)
                : settings.trainedUntil();
    }

    private Backtest measured(
            ModelAtWork model,
            List<TrainingHistory> all,
            Map<AccountId, List<Order>> orders,
            Backtest running,
            Attention attention) {
        List<List<YesNoScore.Case>> byCut = new ArrayList<>();
        running.cuts().forEach(cut -> byCut.add(new ArrayList<>()));
        List<StageScore.Case> labelled = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            attention.reached(Phase.MEASURING, i, all.size());
            TrainingHistory history = all.get(i);
            orders(model, history, orders.getOrDefault(history.account(), List.of()), running.cuts(), byCut);
            labels(model, history, labelled);
        }
        return new Backtest(
                running.state(),
                running.cuts(),
                null,
                Backtest.Orders.of(byCut.stream().flatMap(List::stream).toList()),
                byCut.stream().map(Backtest.Orders::of).toList(),
                labelled.isEmpty() ? null : Backtest.Stages.of(labelled),
                running.startedAt(),
                null,
                null);
    }

    private static void orders(
            ModelAtWork model,
            TrainingHistory history,
            List<Order> ordered,
            List<Instant> cuts,
            List<List<YesNoScore.Case>> byCut) {
        var walk = new Walking(model.filter(), history.observations());
        int days = (int) BacktestRequest.HORIZON.toDays();
        for (int i = 0; i < cuts.size(); i++) {
            Instant cut = cuts.get(i);
            Standing standing = walk.standing(cut);
            if (standing != null) {
                List<Order> known = ordered.stream()
                        .filter(order -> order.at().isBefore(cut))
                        .toList();
                double probability = model.orderWithin(standing, known, days);
                byCut.get(i).add(new YesNoScore.Case(probability, LearnPurchaseHead.orderedWithin(ordered, cut, days)));
            }
        }
    }

    private static void labels(ModelAtWork model, TrainingHistory history, List<StageScore.Case> labelled) {
        var walk = new Walking(model.filter(), history.observations());
        history.labels().stream().sorted(Comparator.comparing(StageLabel::at)).forEach(label -> {
            Standing standing = walk.standing(label.at());
            if (standing != null) {
                labelled.add(new StageScore.Case(inOrder(model.calibrated(standing.probabilities())), label.stage()));
            }
        });
    }

    private static double[] inOrder(Map<Stage, Double> probabilities) {
        return Arrays.stream(Stage.values())
                .mapToDouble(stage -> probabilities.getOrDefault(stage, 0.0))
                .toArray();
    }

    private void save(JourneyModel model, Backtest result, Optional<Gate> gate) {
        try (Connection c = database.getConnection()) {
            models.backtest(c, model.version(), result);
            if (gate.isPresent()) {
                models.gate(c, model.version(), gate.get());
            }
        } catch (SQLException e) {
            LOG.warnf(e, "The backtest of %s could not be written; it will be found interrupted", model.version());
        }
    }
}
