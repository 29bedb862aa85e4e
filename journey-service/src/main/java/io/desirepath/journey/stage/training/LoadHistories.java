package io.desirepath.journey.stage.training;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.Stage;
import io.desirepath.journey.stage.ActivityHistory;
import io.desirepath.journey.stage.OrderHistory;
import io.desirepath.journey.stage.domain.Observation;
import io.desirepath.journey.stage.domain.PurchaseFeatures.Order;
import io.desirepath.journey.stage.training.JourneyModel.Phase;
import io.desirepath.journey.stage.training.domain.StageLabel;
import io.desirepath.journey.stage.training.domain.TrainingHistory;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Reads what models are learned from and measured on: a few accounts at a time, each in a short transaction. */
@Singleton
class LoadHistories {

    /** Those with labels first, then any, always the same ones. */
    private static final String SAMPLE = """
            SELECT account_id, first_at FROM account_stage s
            WHERE state IS NOT NULL AND first_at < ?::timestamptz
            ORDER BY EXISTS (SELECT FROM journey_label l WHERE l.account_id = s.account_id) DESC,
                     hashtextextended(account_id, 0), account_id
            LIMIT ?""";

    private static final String LABELS =
            "SELECT account_id, at, stage FROM journey_label WHERE account_id = ANY (?::text[])";

    private final DataSource database;
    private final ActivityHistory history;
    private final OrderHistory orders;
    private final TrainingConfig config;

    LoadHistories(DataSource database, ActivityHistory history, OrderHistory orders, TrainingConfig config) {
        this.database = database;
        this.history = history;
        this.orders = orders;
        this.config = config;
    }

    /**
     * @param until what happened from then on is left out
     * @param most accounts
     * @throws java.util.concurrent.CancellationException if it is no longer wanted
     */
    List<TrainingHistory> load(Instant until, int most, Attention attention) throws SQLException {
        List<Map.Entry<AccountId, Instant>> accounts = sample(until, most);
        List<TrainingHistory> histories = new ArrayList<>(accounts.size());
        for (int begin = 0; begin < accounts.size(); begin += config.chunk()) {
            attention.reached(Phase.READING, begin, accounts.size());
            Map<AccountId, Instant> chunk = new HashMap<>();
            accounts.subList(begin, Math.min(begin + config.chunk(), accounts.size()))
                    .forEach(account -> chunk.put(account.getKey(), account.getValue()));
            read(chunk, until, histories);
        }
        return histories;
    }

    /**
     * The orders of the same accounts.
     *
     * @return by account; accounts without any are absent
     */
    Map<AccountId, List<Order>> orders(List<TrainingHistory> of, Instant until, Attention attention)
            throws SQLException {
        Map<AccountId, List<Order>> found = new HashMap<>();
        List<AccountId> accounts = of.stream().map(TrainingHistory::account).toList();
        for (int begin = 0; begin < accounts.size(); begin += config.chunk()) {
            attention.reached(Phase.READING, begin, accounts.size());
            try (Connection c = database.getConnection()) {
                found.putAll(orders.before(
                        c,
                        accounts.subList(begin, Math.min(begin + config.chunk(), accounts.size())),
                        until,
                        Instant.now()));
            }
        }
        return found;
    }

    private List<Map.Entry<AccountId, Instant>> sample(Instant until, int most) throws SQLException {
        List<Map.Entry<AccountId, Instant>> accounts = new ArrayList<>();
        try (Connection c = database.getConnection();
                PreparedStatement select = c.prepareStatement(SAMPLE)) {
            select.setString(1, until.toString());
            select.setInt(2, most);
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                accounts.add(Map.entry(
                        new AccountId(rows.getString("account_id")),
                        rows.getObject("first_at", OffsetDateTime.class).toInstant()));
            }
        }
        return accounts;
    }

    private void read(Map<AccountId, Instant> accounts, Instant until, List<TrainingHistory> histories)
            throws SQLException {
        try (Connection c = database.getConnection()) {
            Map<AccountId, List<StageLabel>> labels = labels(c, accounts.keySet());
            history.observations(c, accounts).forEach((account, observations) -> {
                if (startsBefore(observations, until)) {
                    histories.add(TrainingHistory.ofSeen(
                            account, observations, until, labels.getOrDefault(account, List.of())));
                }
            });
        }
    }

    static boolean startsBefore(List<Observation> observations, Instant until) {
        return !observations.isEmpty() && observations.getFirst().at().isBefore(until);
    }

    /** Where accounts were said to have stood; those of which nothing was said are absent. */
    static Map<AccountId, List<StageLabel>> labels(Connection c, Collection<AccountId> accounts) throws SQLException {
        Map<AccountId, List<StageLabel>> labels = new HashMap<>();
        try (PreparedStatement select = c.prepareStatement(LABELS)) {
            select.setArray(
                    1,
                    c.createArrayOf(
                            "text", accounts.stream().map(AccountId::value).toArray()));
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                labels.computeIfAbsent(new AccountId(rows.getString("account_id")), id -> new ArrayList<>())
                        .add(new StageLabel(
                                rows.getObject("at", OffsetDateTime.class).toInstant(),
                                Stage.valueOf(rows.getString("stage"))));
            }
        }
        return labels;
    }
}
