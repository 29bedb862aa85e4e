package io.desirepath.service.privacy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.desirepath.contracts.ErasureRequested;
import io.desirepath.contracts.FeedEvent;
import io.desirepath.contracts.Feeds;
import io.desirepath.service.feed.FeedJson;
import io.desirepath.service.feed.FeedProjection;
import io.desirepath.service.feed.UnappliableEventException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.TreeSet;

/**
 * From the feed {@code erasures}: from the commit on nothing more is recorded of the subject, and the task to forget what
 * there is cannot get lost.
 */
public final class ErasuresProjection implements FeedProjection {

    private final Tombstones tombstones;
    private final SubjectErasure erasure;
    private final ErasureWorker worker;

    public ErasuresProjection(Tombstones tombstones, SubjectErasure erasure, ErasureWorker worker) {
        this.tombstones = tombstones;
        this.erasure = erasure;
        this.worker = worker;
    }

    @Override
    public String feed() {
        return Feeds.ERASURES;
    }

    @Override
    public void lock(Connection tx, List<FeedEvent> events) throws SQLException {
        ErasureLock.alone(tx);
    }

    @Override
    public void apply(Connection tx, List<FeedEvent> events) throws SQLException {
        for (FeedEvent event : events) {
            if (event.type().equals(Feeds.ERASURE_REQUESTED)) {
                ErasureRequested request = read(event);
                String subject = request.subjectId();
                // Without an id it is done everywhere, and was redacted.
                if (subject != null) {
                    var visitors = new TreeSet<>(request.anonymousIds());
                    visitors.addAll(erasure.visitors(tx, request));
                    var task = new ErasureTask(
                            request.erasureId(), request.kind(), subject, List.copyOf(visitors), event.time());
                    tombstones.bury(tx, task);
                    ErasureTasks.add(tx, task);
                }
            }
        }
    }

    @Override
    public void committed(List<FeedEvent> events) {
        worker.wake();
    }

    private static ErasureRequested read(FeedEvent event) {
        try {
            return FeedJson.MAPPER.treeToValue(event.data(), ErasureRequested.class);
        } catch (JsonProcessingException e) {
            throw new UnappliableEventException("not an erasure request: " + event.id());
        }
    }
}
