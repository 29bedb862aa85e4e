package io.desirepath.journey.stage.training;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ProblemType;
import io.desirepath.journey.stage.ModelAtWork;
import io.desirepath.journey.stage.domain.PurchaseFeatures.Order;
import io.desirepath.journey.stage.domain.PurchaseHead;
import io.desirepath.journey.stage.domain.StageModel;
import io.desirepath.journey.stage.training.JourneyModel.Gate;
import io.desirepath.journey.stage.training.JourneyModel.Phase;
import io.desirepath.journey.stage.training.JourneyModel.Settings;
import io.desirepath.journey.stage.training.LongWork.Turn;
import io.desirepath.journey.stage.training.domain.TrainedModel;
import io.desirepath.journey.stage.training.domain.Training;
import io.desirepath.journey.stage.training.domain.TrainingHistory;
import io.desirepath.journey.stage.training.domain.TrainingSettings;
import io.desirepath.service.problem.ProblemException;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Learns a model from what accounts have done, and measures it against the champion on the time that was held out. Reads
 * in short transactions and computes beside them, so that nothing else waits for it.
 */
@Singleton
class TrainJourneyModel {

    private static final Logger LOG = Logger.getLogger(TrainJourneyModel.class);

    private final DataSource database;
    private final PostgresJourneyModels models;
    private final LoadHistories histories;
    private final MeasureAgainstChampion measure;
    private final LongWork work;
    private final TrainingConfig config;
    private final Taxonomies taxonomies;

    TrainJourneyModel(
            DataSource database,
            PostgresJourneyModels models,
            LoadHistories histories,
            MeasureAgainstChampion measure,
            LongWork work,
            TrainingConfig config,
            Taxonomies taxonomies) {
        this.database = database;
        this.models = models;
        this.histories = histories;
        this.measure = measure;
        this.work = work;
        this.config = config;
        this.taxonomies = taxonomies;
    }

    /**
     * Begins, and does not wait for the end.
     *
     * @param by the name of the key that asks
     * @return the version to be
     * @throws ProblemException INVALID_REQUEST, UNKNOWN_JOURNEY_MODEL, or CONFLICT while other work is being done
     */
    String start(TrainingRequest request, String by, Instant now) throws SQLException {
        Turn turn = work.take()
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.CONFLICT, "A training or a backtest is running; one at a time, cancel it or wait"));
        try (turn;
                Connection c = database.getConnection()) {
            String parent =
                    request.parent() == null ? models.champion(c).orElseThrow().version() : request.parent();
            StageModel prior = models.parameters(c, parent)
                    .orElseThrow(() -> ProblemException.of(
                            ProblemType.INVALID_REQUEST, "parent: there is no such model that could be used"))
                    .model();
            if (!prior.taxonomy().equals(taxonomies.inUse())) {
                throw ProblemException.of(
                        ProblemType.INVALID_REQUEST,
                        "parent: is of the taxonomy %s, and %s is in use here"
                                .formatted(
                                        prior.taxonomy().name(),
                                        taxonomies.inUse().name()));
            }
            Settings settings = request.settings(config, prior.measured(), now);
            // Whoever trained before is gone, or the turn would not be ours.
            interruptTraining(c);
            String version = models.begin(c, prior, settings, by);
            turn.start("train-" + version, () -> train(version, prior.withMeasured(settings.measured()), settings));
            return version;
        }
    }

    private void interruptTraining(Connection c) throws SQLException {
        var left = models.inState(c, ModelState.TRAINING);
        if (left.isPresent()) {
            models.ended(c, left.get().version(), ModelState.INTERRUPTED, InterruptedWork.WHY);
        }
    }

    private void train(String version, StageModel prior, Settings settings) {
        var attention = new Attention(work, progress -> {
            try (Connection c = database.getConnection()) {
                return models.progress(c, version, progress);
            }
        });
        try {
            learn(version, prior, settings, attention);
        } catch (CancellationException e) {
            if (attention.isStopping()) {
                end(version, ModelState.INTERRUPTED, InterruptedWork.WHY);
            } else {
                end(version, ModelState.CANCELLED, null);
            }
        } catch (SQLException | RuntimeException | OutOfMemoryError e) {
            LOG.errorf(e, "The training of %s broke off", version);
            end(version, ModelState.FAILED, "The training broke off; the service's log has the reason");
        }
    }

    private void learn(String version, StageModel prior, Settings settings, Attention attention) throws SQLException {
        List<TrainingHistory> all = histories.load(settings.heldOutUntil(), settings.accounts(), attention);
        List<TrainingHistory> before = all.stream()
                .filter(history -> LoadHistories.startsBefore(history.observations(), settings.trainedUntil()))
                .map(history -> TrainingHistory.ofSeen(
                        history.account(), history.observations(), settings.trainedUntil(), history.labels()))
                .toList();
        if (before.isEmpty()) {
            end(version, ModelState.FAILED, "No account has evidence from before " + settings.trainedUntil());
            return;
        }
        TrainedModel trained = Training.train(
                prior, before, new TrainingSettings(settings.anchor(), settings.iterations(), version), attention);
        Map<AccountId, List<Order>> orders = histories.orders(before, settings.trainedUntil(), attention);
        PurchaseHead head = LearnPurchaseHead.from(
                ModelAtWork.of(trained.model(), trained.calibration(), null), before, orders, settings.trainedUntil());
        var candidate = new ModelParameters(trained.model(), trained.calibration(), head);
        attention.reached(Phase.MEASURING, 0, 1);
        Gate gate = gate(candidate, all, settings);
        try (Connection c = database.getConnection()) {
            models.trained(c, version, candidate, trained.metrics(), gate);
        }
        LOG.infof("%s is trained on %d accounts", version, before.size());
    }

    /** Minutes of training are not lost if the measuring breaks off: a backtest measures again. */
    private @Nullable Gate gate(ModelParameters candidate, List<TrainingHistory> all, Settings settings)
            throws SQLException {
        try {
            return measure.measure(candidate, all, settings.trainedUntil(), settings.heldOutUntil())
                    .orElse(null);
        } catch (RuntimeException e) {
            LOG.errorf(
                    e,
                    "%s could not be measured against the champion",
                    candidate.model().version());
            return null;
        }
    }

    private void end(String version, ModelState how, @Nullable String why) {
        try (Connection c = database.getConnection()) {
            models.ended(c, version, how, why);
        } catch (SQLException e) {
            LOG.warnf(e, "The end of the training of %s could not be written; it will be found interrupted", version);
        }
    }
}
