package io.desirepath.recommendation.copurchase;

import io.desirepath.recommendation.catalog.PollingLoop;
import io.desirepath.recommendation.copurchase.domain.BasketLine;
import io.desirepath.recommendation.copurchase.domain.BasketLines;
import io.desirepath.recommendation.copurchase.domain.CountChange;
import io.desirepath.recommendation.copurchase.domain.Counts;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Goes on counting what is bought together after a training has: takes an account's old lines off the counts of the model
 * version, adds the new ones, and makes the lists anew that this touched. Counting the same purchases again changes nothing,
 * so it does not matter how often, how late or in which order they come.
 */
@ApplicationScoped
public class CountOrders {

    // What a transaction does: feeds wait for open ones, so it is to take a fraction of a second.
    private static final int MOST_ACCOUNTS = 20;
    private static final int MOST_LINES = 100;
    private static final int MOST_LISTS = 300;
    private static final int MOST_ROUNDS = 20;

    /** While much waits, it works a fifth of the time: it may be an import, after which a training counts anew. */
    private static final int REST = 4;

    private final DataSource database;
    private final PollingLoop loop;
    private long restUntil = System.nanoTime();

    CountOrders(DataSource database, CoPurchaseConfig config, MeterRegistry metrics) {
        this.database = database;
        this.loop = new PollingLoop("order-counting", config.poll(), metrics, this::followChampion);
    }

    void start(@Observes @Priority(300) StartupEvent event) {
        loop.start();
    }

    @PreDestroy
    void stop() {
        loop.stop();
    }

    /** Where counting begins for a training that now begins to read purchases. */
    public String beginning() throws SQLException {
        try (Connection c = database.getConnection()) {
            return UncountedPurchases.oldestRunning(c);
        }
    }

    /** Counts what came while the version was trained; if that is an import, the rest is for later. */
    public void catchUp(String version) {
        int rounds = 0;
        while (rounds < MOST_ROUNDS && round(version)) {
            rounds++;
        }
    }

    /**
     * Takes an account off the counts of every version, with all that is stored of it; its purchases are gone.
     *
     * @return how many rows were deleted
     */
    public long forget(String account) throws SQLException {
        for (String version : versionsWith(account)) {
            while (inTransaction(tx -> takeOff(tx, version, account))) {
                // One step after the other.
            }
        }
        return inTransaction(tx -> delete(tx, "counted_account", account) + delete(tx, "purchase_change", account));
    }

    private void followChampion() throws SQLException {
        if (System.nanoTime() - restUntil < 0) {
            return;
        }
        Optional<String> champion = inTransaction(CountOrders::championWithUncounted);
        if (champion.isPresent()) {
            long begun = System.nanoTime();
            boolean more = round(champion.get());
            restUntil = System.nanoTime() + (more ? REST * (System.nanoTime() - begun) : 0);
        }
    }

    /** Looked for without a lock, as nothing waits most of the time. */
    private static Optional<String> championWithUncounted(Connection c) throws SQLException {
        UncountedPurchases.forgetOtherCluster(c);
        try (PreparedStatement select =
                c.prepareStatement("SELECT model_version FROM model_version WHERE status = 'CHAMPION'")) {
            ResultSet row = select.executeQuery();
            return row.next()
                            && !UncountedPurchases.of(c, row.getString(1), 1)
                                    .accounts()
                                    .isEmpty()
                    ? Optional.of(row.getString(1))
                    : Optional.empty();
        }
    }

    /** @return whether more waits */
    private boolean round(String version) {
        return inTransaction(tx -> {
            Optional<PostgresCounts> locked = PostgresCounts.lock(tx, version);
            return locked.isPresent() && count(tx, version, locked.get());
        });
    }

    private static boolean count(Connection tx, String version, PostgresCounts stored) throws SQLException {
        UncountedPurchases uncounted = UncountedPurchases.of(tx, version, MOST_ACCOUNTS + 1);
        List<CountChange> changes = new ArrayList<>();
        Set<String> touched = new HashSet<>();
        int counted = 0;
        for (UncountedPurchases.Account account : uncounted.accounts()) {
            if (counted == MOST_ACCOUNTS || touched.size() >= MOST_LISTS) {
                break;
            }
            Step step = step(stored, account.id(), account.changedIn());
            changes.add(step.change());
            touched.addAll(step.change().touched());
            counted += step.last() ? 1 : 0;
        }
        apply(stored, changes, touched);
        boolean all = counted == uncounted.accounts().size();
        if (all) {
            uncounted.allCounted(tx, version);
        }
        return !all;
    }

    /** @return whether more is to be taken off */
    private static boolean takeOff(Connection tx, String version, String account) throws SQLException {
        Optional<PostgresCounts> stored = PostgresCounts.lock(tx, version);
        if (stored.isEmpty()) {
            return false;
        }
        Step step = step(stored.get(), account, null);
        apply(stored.get(), List.of(step.change()), step.change().touched());
        return !step.last();
    }

    /** @param last whether the account is now counted as it bought */
    private record Step(CountChange change, boolean last) {}

    private static Step step(PostgresCounts stored, String account, @Nullable String changedIn) throws SQLException {
        List<BasketLine> before = stored.counted(account);
        List<BasketLine> now = stored.bought(account);
        List<BasketLine> next = BasketLines.towards(before, now, MOST_LINES);
        boolean last = next.equals(now);
        stored.storeLines(account, next, last ? changedIn : null);
        return new Step(CountChange.between(before, next, stored.rules().windowDays()), last);
    }

    private static void apply(PostgresCounts stored, List<CountChange> changes, Set<String> touched)
            throws SQLException {
        if (!touched.isEmpty()) {
            Counts counts = stored.load(touched);
            changes.forEach(counts::add);
            stored.store(counts);
        }
    }

    private List<String> versionsWith(String account) throws SQLException {
        try (Connection c = database.getConnection();
                PreparedStatement select =
                        c.prepareStatement("SELECT model_version FROM counted_account WHERE account_id = ?")) {
            select.setString(1, account);
            ResultSet row = select.executeQuery();
            List<String> versions = new ArrayList<>();
            while (row.next()) {
                versions.add(row.getString(1));
            }
            return versions;
        }
    }

    private static long delete(Connection tx, String table, String account) throws SQLException {
        try (PreparedStatement delete = tx.prepareStatement("DELETE FROM " + table + " WHERE account_id = ?")) {
            delete.setString(1, account);
            return delete.executeUpdate();
        }
    }

    private interface Work<T> {
        T in(Connection tx) throws SQLException;
    }

    private <T> T inTransaction(Work<T> work) {
        return QuarkusTransaction.requiringNew().call(() -> {
            try (Connection tx = database.getConnection()) {
                return work.in(tx);
            }
        });
    }
}
