package io.desirepath.journey.segment;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.MembershipChanged.Trigger;
import io.desirepath.contracts.SegmentSubject;
import io.desirepath.contracts.condition.Condition;
import io.desirepath.contracts.condition.Truth;
import io.desirepath.contracts.condition.Verdict;
import io.desirepath.journey.segment.domain.Definition;
import io.desirepath.journey.segment.domain.Definitions;
import io.desirepath.journey.segment.domain.InvalidSegmentException;
import io.desirepath.journey.segment.domain.Subject;
import io.desirepath.journey.segment.domain.SubjectFacts;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says whether a condition holds for an account now, as a segment of it would. */
@Singleton
public class CheckCondition {

    /** No segment's id, because of the blank. */
    private static final String ID = "the condition";

    private final PostgresSegments segments;
    private final SegmentFacts facts;

    CheckCondition(PostgresSegments segments, SegmentFacts facts) {
        this.segments = segments;
        this.facts = facts;
    }

    /** @throws InvalidSegmentException if the condition cannot be evaluated for accounts; the message is fit for a client */
    public void require(Connection c, Condition condition) throws SQLException {
        definition(c, condition);
    }

    /** @throws InvalidSegmentException if it cannot be evaluated any more, such as when a segment was deleted */
    public Verdict ofAccount(Connection c, AccountId account, Condition condition, Instant now) throws SQLException {
        Subject subject = Subject.account(account.value());
        SegmentFacts.Batch batch = facts.load(c, definition(c, condition), Map.of(subject, Trigger.TIME), now);
        SubjectFacts known = batch.facts(subject);
        return known == null
                ? new Verdict(Truth.UNKNOWN, List.of("Nothing is known of the account"))
                : condition.evaluate(known.in(batch.segmentsOf(subject)));
    }

    private Definitions definition(Connection c, Condition condition) throws SQLException {
        return segments.definitions(c)
                .with(new Definition(ID, SegmentSubject.ACCOUNT, 1, condition))
                .only(Set.of(ID));
    }
}
