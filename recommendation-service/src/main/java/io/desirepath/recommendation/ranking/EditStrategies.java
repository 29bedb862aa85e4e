package io.desirepath.recommendation.ranking;

import io.desirepath.contracts.ProblemType;
import io.desirepath.service.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Adds versions of strategies, puts them in use and takes them back. */
@ApplicationScoped
public class EditStrategies {

    private final DataSource database;
    private final PostgresStrategies strategies;

    EditStrategies(DataSource database, PostgresStrategies strategies) {
        this.database = database;
        this.strategies = strategies;
    }

    /** @throws ProblemException CONFLICT for the name of what comes with the service */
    @Transactional
    StrategyVersion create(String name, StrategyDocument document) throws SQLException {
        if (name.equals(Strategies.DEFAULT_NAME)) {
            throw ProblemException.of(
                    ProblemType.CONFLICT,
                    "'" + name + "' is the strategy that comes with the service: use another name");
        }
        try (Connection tx = database.getConnection()) {
            PostgresStrategies.lock(tx);
            int version = strategies.create(tx, name, document);
            return find(tx, name, version);
        }
    }

    /** Puts a version in use; one that is in use stays so. */
    @Transactional
    StrategyVersion activate(String name, int version) throws SQLException {
        try (Connection tx = database.getConnection()) {
            PostgresStrategies.lock(tx);
            if (!find(tx, name, version).active()) {
                strategies.activate(tx, name, version);
            }
            return find(tx, name, version);
        }
    }

    /**
     * Goes back from a version to what was in use before.
     *
     * @return what is in use now
     * @throws ProblemException CONFLICT if the version is not in use, or nothing was before
     */
    @Transactional
    StrategyVersion rollback(String name, int version) throws SQLException {
        try (Connection tx = database.getConnection()) {
            PostgresStrategies.lock(tx);
            if (!find(tx, name, version).active()) {
                throw ProblemException.of(
                        ProblemType.CONFLICT, "'" + StrategyVersion.named(name, version) + "' is not in use");
            }
            strategies.takeBack(tx);
            PostgresStrategies.Active active = PostgresStrategies.active(tx).orElseThrow();
            return find(tx, active.name(), active.version());
        }
    }

    private StrategyVersion find(Connection c, String name, int version) throws SQLException {
        return strategies.find(c, name, version).orElseThrow(() -> unknown(name, version));
    }

    static ProblemException unknown(String name, int version) {
        return ProblemException.of(
                ProblemType.UNKNOWN_STRATEGY, "There is no version " + version + " of a strategy '" + name + "'");
    }
}
