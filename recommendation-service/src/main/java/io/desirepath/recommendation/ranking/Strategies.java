package io.desirepath.recommendation.ranking;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.desirepath.recommendation.catalog.PollingLoop;
import io.desirepath.recommendation.ranking.domain.Rule;
import io.desirepath.recommendation.ranking.domain.Strategy;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.sql.DataSource;

/** The strategy and the rules that lists are made by, in the memory of this pod, in step with the tables. */
@ApplicationScoped
public class Strategies {

    /** What comes with the service: once released its content never changes, but for a new version. */
    private static final String DEFAULT = "/strategies/default-1.json";

    static final String DEFAULT_NAME = "default";
    private static final int DEFAULT_VERSION = 1;

    /** What is in use together. */
    private record InUse(Strategy strategy, StrategyVersion version, List<Rule> rules) {}

    private final DataSource database;
    private final PostgresStrategies strategies;
    private final PostgresRules rules;
    private final PollingLoop loop;
    /** Versions never change. */
    private final ConcurrentMap<String, Strategy> known = new ConcurrentHashMap<>();

    private volatile InUse inUse;
    private long seen = -1;

    Strategies(
            DataSource database,
            PostgresStrategies strategies,
            PostgresRules rules,
            RankingConfig config,
            MeterRegistry metrics) {
        this.database = database;
        this.strategies = strategies;
        this.rules = rules;
        this.loop = new PollingLoop("strategy-follower", config.poll(), metrics, this::follow);
        this.inUse = new InUse(
                comesWithTheService(),
                new StrategyVersion(DEFAULT_NAME, DEFAULT_VERSION, true, java.time.Instant.EPOCH, null, shipped()),
                List.of());
    }

    void start(@Observes @Priority(150) StartupEvent event) throws SQLException {
        QuarkusTransaction.requiringNew().call(() -> {
            try (Connection tx = database.getConnection()) {
                PostgresStrategies.lock(tx);
                strategies.install(tx, DEFAULT_NAME, DEFAULT_VERSION, shipped());
            }
            return null;
        });
        follow();
        loop.start();
    }

    @PreDestroy
    void stop() {
        loop.stop();
    }

    /** The strategy in use. */
    public Strategy present() {
        return inUse.strategy();
    }

    /** The version in use, with its document. */
    StrategyVersion presentVersion() {
        return inUse.version();
    }

    /** The merchandising rules, also those that do not count now, in the order in which they are asked. */
    public List<Rule> rules() {
        return inUse.rules();
    }

    /** Any version of any strategy; empty if there is none. */
    public Optional<Strategy> find(String name, int version) {
        Strategy cached = known.get(StrategyVersion.named(name, version));
        if (cached != null) {
            return Optional.of(cached);
        }
        try (Connection c = database.getConnection()) {
            Optional<Strategy> found = strategies
                    .find(c, name, version)
                    .map(stored -> stored.document().strategy(StrategyVersion.named(name, version)));
            found.ifPresent(strategy -> known.put(strategy.version(), strategy));
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("the strategies cannot be read", e);
        }
    }

    private void follow() throws SQLException {
        try (Connection c = database.getConnection()) {
            // Read first: what follows is as new as that, or newer.
            long revision = PostgresStrategies.revision(c);
            if (revision == seen) {
                return;
            }
            PostgresStrategies.Active active = PostgresStrategies.active(c).orElseThrow();
            StrategyVersion version =
                    strategies.find(c, active.name(), active.version()).orElseThrow();
            Strategy strategy = version.document().strategy(StrategyVersion.named(active.name(), active.version()));
            inUse = new InUse(
                    strategy, version, rules.all(c).stream().sorted(Rule.FIRST).toList());
            seen = revision;
        }
    }

    /** What is in use while the merchant has no strategy of its own. */
    public static Strategy comesWithTheService() {
        return shipped().strategy(StrategyVersion.named(DEFAULT_NAME, DEFAULT_VERSION));
    }

    static StrategyDocument shipped() {
        ObjectMapper json = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        try (InputStream stream = Strategies.class.getResourceAsStream(DEFAULT)) {
            return json.readValue(Objects.requireNonNull(stream, DEFAULT), StrategyDocument.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
