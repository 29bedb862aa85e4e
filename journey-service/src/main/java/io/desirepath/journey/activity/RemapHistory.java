package io.desirepath.journey.activity;

import io.desirepath.contracts.AccountId;
import io.desirepath.journey.activity.RemappedActivities.Logged;
import io.desirepath.journey.activity.Remappings.Due;
import io.desirepath.journey.activity.domain.EventType;
import io.desirepath.journey.activity.domain.Vocabulary;
import io.desirepath.journey.stage.RewriteHistory;
import io.desirepath.service.feed.AccountLocks;
import io.desirepath.service.lock.AdvisoryLock;
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
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Gives what was recorded before a change of the vocabulary the mark and touchpoint it has now, and has the journeys of its
 * accounts walked again. Goes over the log until a pass finds nothing to do, because activities may meanwhile be attributed
 * to somebody else; that also lets another pod begin again after a crash, without harm.
 */
@Singleton
public class RemapHistory {

    private static final Logger LOG = Logger.getLogger(RemapHistory.class);
    private static final int MOST_PASSES = 10;

    private final DataSource database;
    private final PostgresMappings mappings;
    private final Remappings remappings;
    private final RemappedActivities log;
    private final RewriteHistory journeys;
    private final VocabularyConfig config;
    private volatile boolean stopping;

    RemapHistory(
            DataSource database,
            PostgresMappings mappings,
            Remappings remappings,
            RemappedActivities log,
            RewriteHistory journeys,
            VocabularyConfig config) {
        this.database = database;
        this.mappings = mappings;
        this.remappings = remappings;
        this.log = log;
        this.journeys = journeys;
        this.config = config;
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    /** Does what is due, unless another pod is at it. */
    @Scheduled(every = "{desirepath.vocabulary.poll:2s}", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void run() throws SQLException {
        if (due().isEmpty()) {
            return;
        }
        Optional<AdvisoryLock> lock = AdvisoryLock.tryTake(database, "event remapping");
        if (lock.isEmpty()) {
            return;
        }
        try (AdvisoryLock held = lock.get()) {
            Optional<Due> due = due();
            while (due.isPresent() && !stopping && remap(due.get())) {
                due = due();
            }
        }
    }

    private Optional<Due> due() throws SQLException {
        try (Connection c = database.getConnection()) {
            return remappings.due(c);
        }
    }

    /** @return whether it came to its end */
    private boolean remap(Due due) throws SQLException {
        EventType type;
        try (Connection c = database.getConnection()) {
            type = mappings.current(c).find(due.key()).orElseGet(() -> Vocabulary.unknown(due.key()));
        }
        inTransaction(tx -> remappings.restart(tx, due));
        for (int pass = 0; pass < MOST_PASSES && !stopping; pass++) {
            if (!pass(due, type)) {
                inTransaction(tx -> remappings.finish(tx, due));
                LOG.infof("The history of '%s' follows its mapping", due.key());
                return true;
            }
        }
        LOG.warnf("The history of '%s' changes faster than it can be mapped; going on later", due.key());
        return false;
    }

    /** @return whether there was anything to do */
    private boolean pass(Due due, EventType type) throws SQLException {
        var found = new Found();
        List<YearMonth> months;
        try (Connection c = database.getConnection()) {
            months = log.months(c);
        }
        boolean nobodys = false;
        for (YearMonth month : months) {
            nobodys |= remapUnattributed(due, type, month);
        }
        for (YearMonth month : months) {
            find(due, type, month, found);
        }
        inTransaction(tx -> remappings.found(tx, due, found.total()));
        for (List<AccountId> accounts : found.chunks(config.chunk())) {
            if (!stopping) {
                rewrite(due, type, accounts, found.spellings);
            }
        }
        return nobodys || !found.counts.isEmpty();
    }

    private boolean remapUnattributed(Due due, EventType type, YearMonth month) throws SQLException {
        boolean any = false;
        @Nullable Logged last = null;
        while (!stopping) {
            List<Logged> page;
            try (Connection c = database.getConnection()) {
                page = log.unattributed(c, month, type, last);
            }
            List<Logged> outdated = outdated(page, due.key(), type);
            if (!outdated.isEmpty()) {
                inTransaction(tx -> log.update(tx, outdated, type));
                any = true;
            }
            if (page.size() < RemappedActivities.PAGE) {
                return any;
            }
            last = page.getLast();
        }
        return true;
    }

    private void find(Due due, EventType type, YearMonth month, Found found) throws SQLException {
        @Nullable Logged last = null;
        while (!stopping) {
            List<Logged> page;
            try (Connection c = database.getConnection()) {
                page = log.attributed(c, month, type, last);
            }
            outdated(page, due.key(), type).forEach(found::add);
            if (page.size() < RemappedActivities.PAGE) {
                return;
            }
            last = page.getLast();
        }
    }

    private void rewrite(Due due, EventType type, List<AccountId> accounts, Set<String> spellings) {
        inTransaction(tx -> {
            // Before the first write, as everybody does who changes an account's state.
            AccountLocks.lock(tx, accounts.stream().map(AccountId::value).toList());
            List<Logged> outdated = outdated(log.ofAccounts(tx, accounts, spellings, type), due.key(), type);
            if (!outdated.isEmpty()) {
                log.update(tx, outdated, type);
                journeys.rewrite(tx, earliest(outdated));
            }
            remappings.advance(tx, due, outdated.size());
        });
    }

    private static List<Logged> outdated(List<Logged> activities, String key, EventType type) {
        return activities.stream()
                .filter(activity -> activity.isOf(key) && activity.differsFrom(type))
                .toList();
    }

    private static Map<AccountId, Instant> earliest(List<Logged> activities) {
        Map<AccountId, Instant> earliest = new HashMap<>();
        for (Logged activity : activities) {
            if (activity.account() != null) {
                earliest.merge(new AccountId(activity.account()), activity.at(), (a, b) -> a.isBefore(b) ? a : b);
            }
        }
        return earliest;
    }

    private interface Work {
        void run(Connection tx) throws SQLException;
    }

    private void inTransaction(Work work) {
        QuarkusTransaction.requiringNew().call(() -> {
            try (Connection tx = database.getConnection()) {
                work.run(tx);
            }
            return null;
        });
    }

    /** The accounts with activities to map anew, and how the event is written there. */
    private static final class Found {
        private final Map<String, Integer> counts = new TreeMap<>();
        private final Set<String> spellings = new HashSet<>();

        void add(Logged activity) {
            if (activity.account() != null) {
                counts.merge(activity.account(), 1, Integer::sum);
                spellings.add(activity.event());
            }
        }

        long total() {
            return counts.values().stream().mapToLong(Integer::longValue).sum();
        }

        List<List<AccountId>> chunks(int size) {
            List<List<AccountId>> chunks = new ArrayList<>();
            int left = 0;
            for (Map.Entry<String, Integer> entry : counts.entrySet()) {
                if (left <= 0) {
                    chunks.add(new ArrayList<>());
                    left = size;
                }
                chunks.getLast().add(new AccountId(entry.getKey()));
                left -= entry.getValue();
            }
            return chunks;
        }
    }
}
