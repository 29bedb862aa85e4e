package io.desirepath.recommendation.experiment;

import io.desirepath.contracts.ProblemType;
import io.desirepath.recommendation.experiment.ExperimentView.Status;
import io.desirepath.recommendation.experiment.domain.Experiment;
import io.desirepath.recommendation.experiment.domain.Running;
import io.desirepath.recommendation.experiment.domain.Variant.StrategyVersionName;
import io.desirepath.recommendation.ranking.domain.Placement;
import io.desirepath.service.problem.ProblemException;
import io.desirepath.service.version.Precondition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** Writes experiments, starts and stops them. What has been started never changes again, else its results would lie. */
@ApplicationScoped
public class EditExperiments {

    record Replaced(ExperimentView experiment, boolean created) {}

    private final DataSource database;
    private final PostgresExperiments experiments;
    private final StrategyVersions strategies;

    EditExperiments(DataSource database, PostgresExperiments experiments, StrategyVersions strategies) {
        this.database = database;
        this.experiments = experiments;
        this.strategies = strategies;
    }

    /**
     * Creates a draft or replaces it. One that changes nothing keeps the version.
     *
     * @param precondition what the client expects to find
     * @throws ProblemException INVALID_REQUEST, PRECONDITION_FAILED, or CONFLICT for an experiment that was started
     */
    @Transactional
    Replaced put(String id, ExperimentDocument document, Precondition precondition) throws SQLException {
        check(experiment(id, document));
        try (Connection tx = database.getConnection()) {
            PostgresExperiments.lock(tx);
            Optional<ExperimentView> present = experiments.find(tx, id);
            precondition.require(present.map(ExperimentView::revision).orElse(null));
            boolean same = present.isPresent() && present.get().document().equals(document);
            if (!same) {
                if (present.isPresent()) {
                    requireStatus(present.get(), Status.DRAFT, "can no longer be changed: begin another one");
                }
                experiments.put(tx, id, document);
            }
            return new Replaced(find(tx, id), present.isEmpty());
        }
    }

    /** Lists that it was logged with keep its name. */
    @Transactional
    void delete(String id, Precondition precondition) throws SQLException {
        try (Connection tx = database.getConnection()) {
            PostgresExperiments.lock(tx);
            ExperimentView present = find(tx, id);
            precondition.require(present.revision());
            if (present.status() == Status.RUNNING) {
                throw ProblemException.of(ProblemType.CONFLICT, "The experiment '" + id + "' runs: stop it first");
            }
            experiments.delete(tx, id);
        }
    }

    /** @throws ProblemException CONFLICT if it was stopped, or another one has all accounts at one of its placements */
    @Transactional
    ExperimentView start(String id) throws SQLException {
        try (Connection tx = database.getConnection()) {
            PostgresExperiments.lock(tx);
            ExperimentView present = find(tx, id);
            if (present.status() == Status.RUNNING) {
                return present;
            }
            requireStatus(present, Status.DRAFT, "is over: begin another one");
            Experiment experiment = experiment(id, present.document());
            check(experiment);
            Running running = new Running(experiments.running(tx).stream()
                    .map(other -> experiment(other.id(), other.document()))
                    .toList());
            if (running.leaveNobodyTo(experiment)) {
                throw ProblemException.of(
                        ProblemType.CONFLICT, "A running experiment has all accounts at one of these placements");
            }
            experiments.start(tx, id);
            return find(tx, id);
        }
    }

    /** @throws ProblemException CONFLICT if it never ran */
    @Transactional
    ExperimentView stop(String id) throws SQLException {
        try (Connection tx = database.getConnection()) {
            PostgresExperiments.lock(tx);
            ExperimentView present = find(tx, id);
            if (present.status() == Status.STOPPED) {
                return present;
            }
            requireStatus(present, Status.RUNNING, "has not been started");
            experiments.stop(tx, id);
            return find(tx, id);
        }
    }

    static Experiment experiment(String id, ExperimentDocument document) {
        try {
            return document.experiment(id);
        } catch (IllegalArgumentException e) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    static ProblemException unknown(String id) {
        return ProblemException.of(ProblemType.UNKNOWN_EXPERIMENT, "There is no experiment '" + id + "'");
    }

    private void check(Experiment experiment) {
        try {
            experiment.placements().forEach(Placement::fromWireName);
        } catch (IllegalArgumentException e) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, "placements: " + e.getMessage());
        }
        experiment.variants().forEach(variant -> {
            StrategyVersionName strategy = variant.strategy();
            if (strategy != null && !strategies.exists(strategy)) {
                throw ProblemException.of(
                        ProblemType.INVALID_REQUEST,
                        "variants: there is no version " + strategy.version() + " of a strategy '" + strategy.name()
                                + "'");
            }
        });
    }

    private ExperimentView find(Connection c, String id) throws SQLException {
        return experiments.find(c, id).orElseThrow(() -> unknown(id));
    }

    private static void requireStatus(ExperimentView present, Status status, String otherwise) {
        if (present.status() != status) {
            throw ProblemException.of(ProblemType.CONFLICT, "The experiment '" + present.id() + "' " + otherwise);
        }
    }
}
