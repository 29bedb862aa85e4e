package io.desirepath.recommendation.candidate;

import io.desirepath.recommendation.candidate.domain.ModelLists;
import io.desirepath.recommendation.catalog.CatalogueFollower;
import io.desirepath.recommendation.catalog.PollingLoop;
import io.desirepath.recommendation.catalog.domain.ProductNumbers;
import io.desirepath.recommendation.ranker.domain.ServedRanking;
import io.desirepath.recommendation.training.PipelineConfig;
import io.desirepath.recommendation.training.PostgresModels;
import io.desirepath.recommendation.training.PostgresModels.Champion;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Keeps the champion's lists in the memory of this pod. */
@ApplicationScoped
public class ChampionFollower {

    private static final Logger LOG = Logger.getLogger(ChampionFollower.class);

    private static final int CHUNK = 50_000;

    private final DataSource database;
    private final PostgresModels models;
    private final LoadRanking loadRanking;
    private final ProductNumbers numbers;
    private final int trendingDays;
    private final PollingLoop loop;
    private final ChangedLists changedLists;
    private volatile Served served = new Served(null, ModelLists.NONE, null);

    /** What is served together changes together: lists of one version and rankers of another would not fit. */
    private record Served(
            @Nullable Champion champion,
            ModelLists lists,
            @Nullable ServedRanking ranking) {}

    ChampionFollower(
            DataSource database,
            PostgresModels models,
            LoadRanking loadRanking,
            CatalogueFollower catalogue,
            PipelineConfig training,
            ModelConfig config,
            MeterRegistry metrics) {
        this.database = database;
        this.models = models;
        this.loadRanking = loadRanking;
        this.numbers = catalogue.numbers();
        this.trendingDays = training.trendingDays();
        this.changedLists = new ChangedLists(numbers);
        this.loop = new PollingLoop("champion-follower", config.poll(), metrics, this::follow);
    }

    void start(@Observes @Priority(200) StartupEvent event) throws SQLException {
        follow();
        loop.start();
    }

    @PreDestroy
    void stop() {
        loop.stop();
    }

    /** The champion's lists; {@link ModelLists#NONE} before the first training. */
    public ModelLists lists() {
        return served.lists();
    }

    /** The champion's rankers; null before the first training. */
    public @Nullable ServedRanking ranking() {
        return served.ranking();
    }

    /** How many orders the lists know. */
    public long orders() {
        Champion champion = served.champion();
        return champion == null ? 0 : champion.orders();
    }

    private void follow() throws SQLException {
        Champion champion = models.champion().orElse(null);
        if (Objects.equals(champion, served.champion())) {
            followChanges();
            return;
        }
        ModelLists lists = champion == null ? ModelLists.NONE : load(champion.version());
        ServedRanking ranking = champion == null ? null : loadRanking.load(champion.version());
        serve(champion, lists, ranking);
    }

    private void serve(@Nullable Champion champion, ModelLists lists, @Nullable ServedRanking ranking) {
        served = new Served(champion, lists, ranking);
        LOG.infof(
                "Model %s serves: %d products, %d complements",
                lists.version(), lists.productCount(), lists.complementCount());
    }

    private void followChanges() throws SQLException {
        Served present = served;
        if (present.champion() == null) {
            return;
        }
        try (Connection c = database.getConnection()) {
            if (changedLists.follow(c, present.champion().version())) {
                served =
                        new Served(present.champion(), present.lists().with(changedLists.present()), present.ranking());
            }
        }
    }

    private ModelLists load(String version) throws SQLException {
        try (Connection c = database.getConnection()) {
            var builder = new ModelLists.Builder(count(c, "complement", version));
            loadComplements(c, version, builder);
            loadTrending(c, version, builder);
            loadPopularity(c, version, builder);
            changedLists.follow(c, version);
            return builder.build(version, trendingDays).with(changedLists.present());
        }
    }

    /** How many rows a version has in a table. */
    static int count(Connection c, String table, String version) throws SQLException {
        try (PreparedStatement select =
                c.prepareStatement("SELECT count(*) FROM " + table + " WHERE model_version = ?")) {
            select.setString(1, version);
            ResultSet row = select.executeQuery();
            row.next();
            return row.getInt(1);
        }
    }

    private void loadComplements(Connection c, String version, ModelLists.Builder builder) throws SQLException {
        String product = "";
        int rank = 0;
        int read;
        do {
            read = 0;
            try (PreparedStatement select = c.prepareStatement("""
                    SELECT product_id, rank, other_id, score, baskets, accounts FROM complement
                    WHERE model_version = ? AND (product_id, rank) > (?, ?) ORDER BY product_id, rank LIMIT ?""")) {
                select.setString(1, version);
                select.setString(2, product);
                select.setInt(3, rank);
                select.setInt(4, CHUNK);
                ResultSet row = select.executeQuery();
                while (row.next()) {
                    product = row.getString(1);
                    rank = row.getInt(2);
                    builder.complement(
                            numbers.of(product),
                            numbers.of(row.getString(3)),
                            row.getDouble(4),
                            row.getInt(5),
                            row.getInt(6));
                    read++;
                }
            }
        } while (read == CHUNK);
    }

    private void loadTrending(Connection c, String version, ModelLists.Builder builder) throws SQLException {
        try (PreparedStatement select = c.prepareStatement(
                "SELECT product_id, accounts, quantity FROM trending WHERE model_version = ? ORDER BY rank")) {
            select.setString(1, version);
            ResultSet row = select.executeQuery();
            while (row.next()) {
                builder.trending(numbers.of(row.getString(1)), row.getInt(2), row.getLong(3));
            }
        }
    }

    private void loadPopularity(Connection c, String version, ModelLists.Builder builder) throws SQLException {
        String product = "";
        int read;
        do {
            read = 0;
            try (PreparedStatement select = c.prepareStatement("""
                    SELECT product_id, accounts FROM popularity
                    WHERE model_version = ? AND product_id > ? ORDER BY product_id LIMIT ?""")) {
                select.setString(1, version);
                select.setString(2, product);
                select.setInt(3, CHUNK);
                ResultSet row = select.executeQuery();
                while (row.next()) {
                    product = row.getString(1);
                    builder.popularity(numbers.of(product), row.getInt(2));
                    read++;
                }
            }
        } while (read == CHUNK);
    }
}
