package io.desirepath.recommendation.experiment;

import io.desirepath.recommendation.catalog.PollingLoop;
import io.desirepath.recommendation.experiment.domain.Running;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The experiments that run, in the memory of this pod, in step with the table. */
@ApplicationScoped
public class Experiments {

    private final DataSource database;
    private final PostgresExperiments experiments;
    private final PollingLoop loop;
    private volatile Running running = Running.NONE;
    private long seen = -1;

    Experiments(DataSource database, PostgresExperiments experiments, ExperimentConfig config, MeterRegistry metrics) {
        this.database = database;
        this.experiments = experiments;
        this.loop = new PollingLoop("experiment-follower", config.poll(), metrics, this::follow);
    }

    void start(@Observes StartupEvent event) throws SQLException {
        follow();
        loop.start();
    }

    @PreDestroy
    void stop() {
        loop.stop();
    }

    /** The experiments that run, as this pod knows them now. */
    public Running running() {
        return running;
    }

    private void follow() throws SQLException {
        try (Connection c = database.getConnection()) {
            // Read first: what follows is as new as that, or newer.
            long revision = PostgresExperiments.revision(c);
            if (revision != seen) {
                running = new Running(experiments.running(c).stream()
                        .map(view -> view.document().experiment(view.id()))
                        .toList());
                seen = revision;
            }
        }
    }
}
