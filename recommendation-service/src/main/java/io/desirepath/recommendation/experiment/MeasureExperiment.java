package io.desirepath.recommendation.experiment;

import io.desirepath.contracts.ProblemType;
import io.desirepath.recommendation.accountcontext.domain.NetPurchases;
import io.desirepath.recommendation.accountcontext.domain.Purchase;
import io.desirepath.recommendation.experiment.domain.Analysis;
import io.desirepath.recommendation.experiment.domain.Outcomes;
import io.desirepath.recommendation.experiment.domain.Outcomes.Participant;
import io.desirepath.recommendation.feedback.FeedbackOfAccounts;
import io.desirepath.recommendation.feedback.domain.AccountFeedback;
import io.desirepath.recommendation.feedback.domain.AccountFeedback.ListsOfExperiment;
import io.desirepath.service.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/** What has come out of an experiment so far. Nothing of it is stored: late orders and refunds count the next time. */
@ApplicationScoped
class MeasureExperiment {

    /** A shop's clock may be behind ours. */
    private static final Duration SKEW = Duration.ofDays(1);

    private static final String PARTICIPANTS = """
            SELECT account_id, min(variant), max(variant), min(at), count(*) FROM exposure
            WHERE experiment_id = ? AND account_id > ? AND at >= ? GROUP BY account_id ORDER BY account_id LIMIT ?""";

    private final DataSource database;
    private final PostgresExperiments experiments;
    private final FeedbackOfAccounts feedback;
    private final ExperimentConfig config;

    MeasureExperiment(
            DataSource database,
            PostgresExperiments experiments,
            FeedbackOfAccounts feedback,
            ExperimentConfig config) {
        this.database = database;
        this.experiments = experiments;
        this.feedback = feedback;
        this.config = config;
    }

    ExperimentResults measure(String id) throws SQLException {
        try (Connection c = database.getConnection()) {
            ExperimentView experiment = experiments.find(c, id).orElseThrow(() -> EditExperiments.unknown(id));
            Instant started = experiment.startedAt();
            if (started == null) {
                throw ProblemException.of(ProblemType.CONFLICT, "The experiment '" + id + "' has not been started");
            }
            Instant stopped = experiment.stoppedAt();
            Instant end = stopped == null ? Instant.now() : stopped;
            Outcomes outcomes = new Outcomes(started.minus(config.before()), started, end);
            // Lists are dated to the minute. What is older was of a deleted experiment of the same name.
            ListsOfExperiment lists = new ListsOfExperiment(id, started.truncatedTo(ChronoUnit.MINUTES), end);
            TreeMap<String, Participant> page = participants(c, lists, "");
            while (!page.isEmpty()) {
                add(c, lists, page, outcomes);
                page = participants(c, lists, page.lastKey());
            }
            Analysis analysis = Analysis.of(
                    EditExperiments.experiment(id, experiment.document()), outcomes.byVariant(), stopped != null);
            return ExperimentResults.of(experiment, analysis, outcomes, end);
        }
    }

    private void add(Connection c, ListsOfExperiment lists, Map<String, Participant> page, Outcomes outcomes)
            throws SQLException {
        Map<String, AccountFeedback> read =
                feedback.of(c, page.keySet(), lists.from().minus(SKEW));
        page.forEach((account, participant) -> {
            AccountFeedback its = read.getOrDefault(account, new AccountFeedback());
            List<Purchase> net = NetPurchases.of(its.purchases());
            outcomes.add(participant, its.viewsIn(lists), its.clicksIn(lists), net);
        });
    }

    /** Who got a list of two variants is in none: that cannot happen but by a change of the experiment's salt. */
    private TreeMap<String, Participant> participants(Connection c, ListsOfExperiment lists, String after)
            throws SQLException {
        TreeMap<String, Participant> participants = new TreeMap<>();
        try (PreparedStatement select = c.prepareStatement(PARTICIPANTS)) {
            select.setString(1, lists.experimentId());
            select.setString(2, after);
            select.setObject(3, OffsetDateTime.ofInstant(lists.from(), ZoneOffset.UTC));
            select.setInt(4, config.accounts());
            ResultSet row = select.executeQuery();
            while (row.next()) {
                participants.put(
                        row.getString(1),
                        new Participant(
                                row.getString(2),
                                row.getString(2).equals(row.getString(3)),
                                row.getTimestamp(4).toInstant(),
                                row.getLong(5)));
            }
        }
        return participants;
    }
}
