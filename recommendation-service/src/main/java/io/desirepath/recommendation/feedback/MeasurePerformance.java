package io.desirepath.recommendation.feedback;

import io.desirepath.contracts.Money;
import io.desirepath.recommendation.feedback.domain.AccountFeedback;
import io.desirepath.recommendation.feedback.domain.PerformanceTally;
import io.desirepath.recommendation.feedback.domain.PerformanceTally.Dimension;
import io.desirepath.recommendation.feedback.domain.PerformanceTally.Group;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;

/** How the lists of a period did. Nothing of it is stored: late orders and refunds count the next time it is asked. */
@ApplicationScoped
class MeasurePerformance {

    /** A shop's clock may be behind ours: then a list is seen before it was answered. */
    private static final Duration SKEW = Duration.ofDays(1);

    private final DataSource database;
    private final FeedbackOfAccounts feedback;
    private final FeedbackConfig config;

    MeasurePerformance(DataSource database, FeedbackOfAccounts feedback, FeedbackConfig config) {
        this.database = database;
        this.feedback = feedback;
        this.config = config;
    }

    List<Performance.Group> measure(Instant from, Instant to, Dimension by) throws SQLException {
        try (Connection c = database.getConnection()) {
            Map<String, Long> lists = lists(c, from, to, by);
            PerformanceTally tally = new PerformanceTally(by, from, to, config.windows());
            Instant since = from.minus(SKEW);
            List<String> accounts = feedback.next(c, since, "", config.accounts());
            while (!accounts.isEmpty()) {
                for (AccountFeedback account : feedback.of(c, accounts, since).values()) {
                    tally.add(account);
                }
                accounts = feedback.next(c, since, accounts.getLast(), config.accounts());
            }
            return groups(lists, tally.groups());
        }
    }

    private static List<Performance.Group> groups(Map<String, Long> lists, Map<String, Group> tallied) {
        TreeSet<String> keys = new TreeSet<>(lists.keySet());
        keys.addAll(tallied.keySet());
        return keys.stream()
                .map(key -> group(key, lists.getOrDefault(key, 0L), tallied.getOrDefault(key, new Group())))
                .toList();
    }

    private static Performance.Group group(String key, long lists, Group group) {
        return new Performance.Group(
                key,
                lists,
                group.views(),
                group.clicks(),
                Performance.Share.of(group.clickThrough()),
                group.conversions(),
                group.revenue().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(sum -> money(sum.getValue(), sum.getKey()))
                        .toList());
    }

    /** With the digits that the currency has, or more if prices have more. */
    private static Money money(BigDecimal amount, String currency) {
        int digits = Currency.getInstance(currency).getDefaultFractionDigits();
        return new Money(amount.setScale(Math.max(amount.scale(), digits)), currency);
    }

    private static Map<String, Long> lists(Connection c, Instant from, Instant to, Dimension by) throws SQLException {
        String sql = switch (by) {
            case PLACEMENT -> counted("placement", "exposure");
            case STAGE -> counted("coalesce(stage, '" + Dimension.NO_STAGE + "')", "exposure");
            case STRATEGY -> counted("strategy_version", "exposure");
            case KIND -> counted("kind", "exposure, LATERAL (SELECT DISTINCT unnest(kinds) AS kind) k");
        };
        try (PreparedStatement select = c.prepareStatement(sql)) {
            select.setObject(1, OffsetDateTime.ofInstant(from, ZoneOffset.UTC));
            select.setObject(2, OffsetDateTime.ofInstant(to, ZoneOffset.UTC));
            ResultSet rows = select.executeQuery();
            Map<String, Long> counts = new TreeMap<>();
            while (rows.next()) {
                counts.put(rows.getString(1), rows.getLong(2));
            }
            return counts;
        }
    }

    private static String counted(String key, String from) {
        return "SELECT " + key + ", count(*) FROM " + from + " WHERE at >= ? AND at < ? GROUP BY 1";
    }
}
