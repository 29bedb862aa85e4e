package io.desirepath.recommendation.training;

import io.desirepath.recommendation.accountcontext.domain.Purchase;
import io.desirepath.recommendation.copurchase.CountOrders;
import io.desirepath.recommendation.training.domain.ModelMetrics;
import io.desirepath.recommendation.training.domain.PipelineParameters;
import io.desirepath.service.lock.AdvisoryLock;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Counts all orders anew and makes the result the champion. One training at a time, across all pods. */
@ApplicationScoped
public class TrainModel {

    private static final Logger LOG = Logger.getLogger(TrainModel.class);
    private static final DateTimeFormatter VERSION =
            DateTimeFormatter.ofPattern("'copurchase-'yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** A training that has ended and serves. */
    public record Trained(String modelVersion, ModelMetrics metrics) {}

    private final DataSource database;
    private final PostgresOrderLines orderLines;
    private final PostgresModels models;
    private final TidyModels tidyModels;
    private final CountOrders countOrders;
    private final TrainingConfig config;
    private final PipelineConfig pipelineConfig;

    TrainModel(
            DataSource database,
            PostgresOrderLines orderLines,
            PostgresModels models,
            TidyModels tidyModels,
            CountOrders countOrders,
            TrainingConfig config,
            PipelineConfig pipelineConfig) {
        this.database = database;
        this.orderLines = orderLines;
        this.models = models;
        this.tidyModels = tidyModels;
        this.countOrders = countOrders;
        this.config = config;
        this.pipelineConfig = pipelineConfig;
    }

    /**
     * Trains now, if nobody else does, and if the champion that there is once nobody else does still calls for it.
     *
     * @return empty if not
     */
    public Optional<Trained> trainIf(Predicate<Optional<PostgresModels.Champion>> stillWanted) throws SQLException {
        Optional<AdvisoryLock> lock = AdvisoryLock.tryTake(database, "model training");
        if (lock.isEmpty()) {
            return Optional.empty();
        }
        try (AdvisoryLock held = lock.get()) {
            return stillWanted.test(models.champion()) ? Optional.of(train()) : Optional.empty();
        }
    }

    private Trained train() throws SQLException {
        long start = System.nanoTime();
        String version = VERSION.format(Instant.now());
        tidyModels.run(config.keepVersions());
        // Counted before the lines are read: orders that come meanwhile count as new, whether they are in or not.
        String beginning = countOrders.beginning();
        models.begin(version, models.orders().orders());
        try (PipelineEngine pipeline = new DuckDbPipeline(pipelineConfig.memoryLimit(), pipelineConfig.threads())) {
            PipelineEngine.Progress progress = (step, steps) -> models.progress(version, step, steps);
            readLines(pipeline);
            pipeline.number();
            PipelineParameters parameters = pipelineConfig.parameters().forProducts(pipeline.count("product_number"));
            TrainRankers.Learnt learnt = new TrainRankers(pipeline, parameters, progress, models.productNames())
                    .learn(models.championRankers().orElse(null));
            pipeline.run(parameters, progress);
            ModelMetrics metrics = copy(pipeline, version, learnt, start);
            new CountsWriter(pipeline, database, version).copy(parameters, beginning);
            models.finish(version, metrics, learnt.rankers());
            countOrders.catchUp(version);
            models.promote(version);
            LOG.infof("Model %s: %s", version, metrics);
            tidyModels.run(config.keepVersions());
            return new Trained(version, metrics);
        }
    }

    private ModelMetrics copy(PipelineEngine pipeline, String version, TrainRankers.Learnt learnt, long start)
            throws SQLException {
        long complements = ModelWriter.complements().copy(pipeline, database, version);
        long trending = ModelWriter.trending().copy(pipeline, database, version);
        ModelWriter.popularity().copy(pipeline, database, version);
        ModelWriter.coPurchases().copy(pipeline, database, version);
        ModelWriter.facts().copy(pipeline, database, version);
        return new ModelMetrics(
                pipeline.count("net_line"),
                pipeline.count("account_number"),
                pipeline.count("product_number"),
                pipeline.count("(SELECT DISTINCT account, day FROM bought) AS basket"),
                pipeline.count("account_pair"),
                complements,
                trending,
                learnt.quality(),
                learnt.champion(),
                learnt.kept(),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) / 1000d);
    }

    private void readLines(PipelineEngine pipeline) throws SQLException {
        try (PipelineEngine.LineWriter lines = pipeline.lines()) {
            orderLines.forEach((account, net) -> append(lines, account, net));
        }
    }

    private static void append(PipelineEngine.LineWriter lines, String account, List<Purchase> net)
            throws SQLException {
        for (Purchase purchase : net) {
            int day = (int) Math.floorDiv(purchase.at().getEpochSecond(), TimeUnit.DAYS.toSeconds(1));
            lines.write(account, purchase.productId(), day, purchase.quantity());
        }
    }
}
