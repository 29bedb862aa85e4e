package io.desirepath.journey.activity;

import io.desirepath.journey.activity.domain.Vocabulary;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** The vocabulary with the merchant's changes, in the memory of this pod; a change elsewhere is seen at the next poll. */
@Singleton
public class CurrentVocabulary implements Supplier<Vocabulary> {

    private final DataSource database;
    private final PostgresMappings mappings;
    private final ReentrantLock following = new ReentrantLock();
    private volatile Vocabulary vocabulary;
    private volatile long revision;

    CurrentVocabulary(DataSource database, PostgresMappings mappings) {
        this.database = database;
        this.mappings = mappings;
        this.vocabulary = mappings.shipped();
    }

    void start(@Observes StartupEvent event) throws SQLException {
        follow();
    }

    @Override
    public Vocabulary get() {
        return vocabulary;
    }

    @Scheduled(every = "{desirepath.vocabulary.poll:2s}", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void follow() throws SQLException {
        following.lock();
        try (Connection c = database.getConnection()) {
            // Read first: what changes in between is read again at the next poll.
            long stored = mappings.revision(c);
            if (stored != revision) {
                vocabulary = mappings.current(c);
                revision = stored;
            }
        } finally {
            following.unlock();
        }
    }
}
