package io.desirepath.recommendation.reorder;

import io.desirepath.contracts.AccountId;
import io.desirepath.recommendation.accountcontext.PostgresContexts;
import io.desirepath.recommendation.accountcontext.domain.AccountContext;
import io.desirepath.recommendation.accountcontext.domain.ProductHistory;
import io.desirepath.recommendation.reorder.domain.Intervals;
import io.desirepath.service.feed.AccountLocks;
import io.desirepath.service.lock.AdvisoryLock;
import io.desirepath.service.privacy.ErasureLock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * Goes round all accounts, tells on the feed what time has made overdue or lapsed and what was bought again, and sums up
 * the products' intervals on the way. What was told is stored with the feed's row, so a round that is broken off or
 * repeated tells nothing twice.
 */
@Singleton
public class SweepReorders {

    private static final int WRITE_CHUNK = 2000;

    private final DataSource database;
    private final PostgresContexts contexts;
    private final PostgresReorders store;
    private final PublishReorders publish;
    private final ReorderConfig config;
    private volatile boolean stopping;

    SweepReorders(
            DataSource database,
            PostgresContexts contexts,
            PostgresReorders store,
            PublishReorders publish,
            ReorderConfig config) {
        this.database = database;
        this.contexts = contexts;
        this.store = store;
        this.publish = publish;
        this.config = config;
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    @Scheduled(every = "{desirepath.reorder.every:1h}", delayed = "60s", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void onSchedule() throws SQLException {
        run(Instant.now());
    }

    /**
     * One round. Does nothing while another pod does the same.
     *
     * @return how many changes were told
     */
    public int run(Instant now) throws SQLException {
        Optional<AdvisoryLock> lock = AdvisoryLock.tryTake(database, "reorder sweep");
        if (lock.isEmpty()) {
            return 0;
        }
        try (AdvisoryLock held = lock.get()) {
            return round(now);
        }
    }

    private int round(Instant now) throws SQLException {
        Map<String, Intervals> sums = new TreeMap<>();
        String after = "";
        int told = 0;
        while (!stopping) {
            List<String> accounts = store.accountsAfter(after, config.chunk());
            if (accounts.isEmpty()) {
                write(sums);
                return told;
            }
            long begun = System.nanoTime();
            told += QuarkusTransaction.requiringNew().call(() -> sweep(accounts, sums, now));
            after = accounts.getLast();
            if (accounts.size() == config.chunk()) {
                rest(System.nanoTime() - begun);
            }
        }
        return told;
    }

    private int sweep(List<String> accounts, Map<String, Intervals> sums, Instant now) throws SQLException {
        try (Connection tx = database.getConnection()) {
            ErasureLock.shared(tx);
            AccountLocks.lock(tx, accounts);
            Map<String, AccountContext> read = new LinkedHashMap<>();
            for (String account : accounts) {
                Optional<AccountContext> context = contexts.find(new AccountId(account));
                context.ifPresent(found -> read.put(account, found));
            }
            int told = publish.publish(tx, read, now);
            for (AccountContext context : read.values()) {
                for (ProductHistory history : context.history()) {
                    if (history.rhythm().gaps() > 0) {
                        sums.merge(
                                history.productId(),
                                Intervals.NONE.plus(history.rhythm()),
                                (sum, one) -> sum.plus(history.rhythm()));
                    }
                }
            }
            return told;
        }
    }

    private void write(Map<String, Intervals> sums) throws SQLException {
        List<String> products = new ArrayList<>(sums.keySet());
        for (int from = 0; from < products.size(); from += WRITE_CHUNK) {
            Map<String, Intervals> chunk = new HashMap<>();
            products.subList(from, Math.min(products.size(), from + WRITE_CHUNK))
                    .forEach(product -> chunk.put(product, sums.getOrDefault(product, Intervals.NONE)));
            inTransaction(tx -> store.write(tx, chunk));
        }
        inTransaction(store::finish);
    }

    private interface Work {
        void in(Connection tx) throws SQLException;
    }

    private void inTransaction(Work work) {
        QuarkusTransaction.requiringNew().call(() -> {
            try (Connection tx = database.getConnection()) {
                work.in(tx);
                return true;
            }
        });
    }

    private void rest(long tookNanos) {
        try {
            Thread.sleep((long) (tookNanos * config.rest() / 1_000_000));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }
}
