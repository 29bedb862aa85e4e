package io.desirepath.journey.segment;

import io.desirepath.contracts.MembershipChanged.Trigger;
import io.desirepath.contracts.SegmentSubject;
import io.desirepath.journey.segment.PostgresWalks.Walk;
import io.desirepath.journey.segment.domain.Definitions;
import io.desirepath.journey.segment.domain.Subject;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** Looks at everybody for segments that were defined anew, a chunk at a time, and empties those that were deleted. */
@Singleton
class EvaluateDefinitions {

    private final DataSource database;
    private final PostgresSegments segments;
    private final PostgresWalks walks;
    private final PostgresWork work;
    private final EvaluateMembership evaluate;

    EvaluateDefinitions(
            DataSource database,
            PostgresSegments segments,
            PostgresWalks walks,
            PostgresWork work,
            EvaluateMembership evaluate) {
        this.database = database;
        this.segments = segments;
        this.walks = walks;
        this.work = work;
        this.evaluate = evaluate;
    }

    /** @return whether there was anything to do */
    boolean next(Instant now, int limit) {
        return QuarkusTransaction.requiringNew().call(() -> {
            try (Connection tx = database.getConnection()) {
                EvaluateMembership.lock(tx);
                return removeSome(tx, now, limit) || walkOn(tx, now, limit);
            }
        });
    }

    private boolean removeSome(Connection tx, Instant now, int limit) throws SQLException {
        Optional<SegmentRow> deleted = walks.deleted(tx, segments);
        if (deleted.isEmpty()) {
            return false;
        }
        if (evaluate.removeSome(tx, deleted.get().definition(), limit, now) == 0) {
            segments.delete(tx, deleted.get().id());
        }
        return true;
    }

    private boolean walkOn(Connection tx, Instant now, int limit) throws SQLException {
        Optional<Walk> begun = walks.next(tx);
        if (begun.isEmpty()) {
            return false;
        }
        Walk walk = begun.get();
        if (walk.total() == null) {
            walk = walk.of(work.countAccounts(tx));
        }
        Definitions asked = segments.definitions(tx).only(walk.segments());
        Map<Subject, Trigger> subjects = new HashMap<>();
        Walk after = walk.accountsDone() ? contacts(tx, walk, subjects, limit) : accounts(tx, walk, subjects, limit);
        evaluate.evaluate(tx, asked, false, subjects, now);
        boolean end = after.accountsDone()
                && (subjects.isEmpty() || asked.of(SegmentSubject.CONTACT).isEmpty());
        if (end) {
            walks.finish(tx, walk.segments(), now);
        } else {
            walks.move(tx, after);
        }
        return true;
    }

    private Walk accounts(Connection tx, Walk walk, Map<Subject, Trigger> subjects, int limit) throws SQLException {
        List<String> ids = work.accounts(tx, walk.after(), limit);
        ids.forEach(id -> subjects.put(Subject.account(id), Trigger.DEFINITION));
        return ids.size() < limit ? walk.pastAccounts(ids.size()) : walk.past(ids.getLast(), ids.size());
    }

    private Walk contacts(Connection tx, Walk walk, Map<Subject, Trigger> subjects, int limit) throws SQLException {
        List<String> ids = work.loneContacts(tx, walk.after(), limit);
        ids.forEach(id -> subjects.put(Subject.contact(id), Trigger.DEFINITION));
        return ids.isEmpty() ? walk : walk.past(ids.getLast(), 0);
    }
}
