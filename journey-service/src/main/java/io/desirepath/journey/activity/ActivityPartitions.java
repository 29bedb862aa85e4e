package io.desirepath.journey.activity;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/** The monthly partitions of the activity log, made when their first activity comes. */
@Singleton
public class ActivityPartitions {

    private final DataSource database;
    private final Set<YearMonth> known = ConcurrentHashMap.newKeySet();

    ActivityPartitions(DataSource database) {
        this.database = database;
    }

    /**
     * Sees to it that the months can be written. Uses a transaction of its own, because creating a table is a write, and
     * no write may come before the accounts' locks.
     */
    public void ensure(Collection<YearMonth> months) throws SQLException {
        Set<YearMonth> missing = new TreeSet<>(months);
        missing.removeAll(known);
        for (YearMonth month : missing) {
            create(month);
            known.add(month);
        }
    }

    private void create(YearMonth month) throws SQLException {
        try {
            QuarkusTransaction.requiringNew().call(() -> {
                try (Connection tx = database.getConnection();
                        PreparedStatement call = tx.prepareStatement("SELECT ensure_activity_partition(?::date)")) {
                    call.setString(1, month.atDay(1).toString());
                    return call.execute();
                }
            });
        } catch (RuntimeException e) {
            throw new SQLException("the partition of " + month + " cannot be made", "58000", e);
        }
    }
}
