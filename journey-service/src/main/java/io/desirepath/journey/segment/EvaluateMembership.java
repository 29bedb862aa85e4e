package io.desirepath.journey.segment;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ContactId;
import io.desirepath.contracts.Feeds;
import io.desirepath.contracts.MembershipChanged;
import io.desirepath.contracts.MembershipChanged.Reason;
import io.desirepath.contracts.MembershipChanged.Trigger;
import io.desirepath.contracts.MessageId;
import io.desirepath.contracts.SegmentSubject;
import io.desirepath.contracts.condition.Facts.AccountFacts;
import io.desirepath.contracts.condition.Facts.Journey;
import io.desirepath.contracts.condition.Truth;
import io.desirepath.contracts.condition.Verdict;
import io.desirepath.journey.segment.domain.Definition;
import io.desirepath.journey.segment.domain.Definitions;
import io.desirepath.journey.segment.domain.Membership;
import io.desirepath.journey.segment.domain.Membership.Change;
import io.desirepath.journey.segment.domain.Subject;
import io.desirepath.journey.segment.domain.SubjectFacts;
import io.desirepath.service.feed.ChangeFeed;
import io.desirepath.service.feed.FeedRecord;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds which segments accounts and contacts are in by what is known now, and writes and tells the difference. The only
 * writer of memberships, one transaction at a time: so the order of ids in their feed is the order of commits, of all.
 */
@Singleton
class EvaluateMembership {

    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('segment memberships', 0))";
    private static final int MOST_SENTENCES = 20;

    private final SegmentFacts facts;
    private final PostgresMembers members;
    private final ChangeFeed feed;

    EvaluateMembership(SegmentFacts facts, PostgresMembers members, @Identifier(Feeds.MEMBERSHIPS) ChangeFeed feed) {
        this.facts = facts;
        this.members = members;
        this.feed = feed;
    }

    /** Must come before the first write of a transaction that writes memberships or definitions. */
    static void lock(Connection tx) throws SQLException {
        try (Statement lock = tx.createStatement()) {
            lock.execute(LOCK);
        }
    }

    /**
     * @param tx holds the {@link #lock}
     * @param definitions those to look at
     * @param complete whether these are all there are
     * @param subjects whom to look at, and why; an account's contacts are looked at with it
     * @return how many memberships changed
     */
    int evaluate(Connection tx, Definitions definitions, boolean complete, Map<Subject, Trigger> subjects, Instant now)
            throws SQLException {
        if (subjects.isEmpty()) {
            return 0;
        }
        SegmentFacts.Batch batch = facts.load(tx, definitions, subjects, now);
        List<MembershipChanged> changes = new ArrayList<>();
        Map<Subject, @Nullable Instant> rechecks = new HashMap<>();
        // Of contacts nobody asks for once there is no segment of contacts any more.
        subjects.keySet().forEach(subject -> rechecks.put(subject, null));
        for (Subject subject : batch.subjects()) {
            Set<String> before = batch.segmentsOf(subject);
            SubjectFacts known = batch.facts(subject);
            Membership membership = known == null
                    ? nowhere(definitions.of(subject.kind()), before)
                    : Membership.of(definitions.of(subject.kind()), known, before);
            batch.found(subject, membership.segments());
            rechecks.put(subject, membership.recheckAt());
            for (Change change : membership.changes()) {
                changes.add(told(subject, change, batch.trigger(subject), known, now));
            }
        }
        write(tx, changes);
        members.recheck(tx, rechecks, complete);
        return changes.size();
    }

    /** All members that a deleted segment has left leave it, so many at a time. */
    int removeSome(Connection tx, Definition segment, int limit, Instant now) throws SQLException {
        List<MembershipChanged> changes = new ArrayList<>();
        Verdict deleted = new Verdict(Truth.FAILS, List.of("The segment was deleted"));
        for (String id : members.members(tx, segment.id(), limit)) {
            Subject subject = new Subject(segment.subject(), id);
            changes.add(told(subject, new Change(segment, false, deleted), Trigger.SEGMENT_DELETED, null, now));
        }
        write(tx, changes);
        return changes.size();
    }

    /** Somebody leaves all segments for good. */
    int forget(Connection tx, Definitions definitions, Subject subject, Instant now) throws SQLException {
        Set<String> in =
                members.segments(tx, List.of(subject.id()), definitions.ids()).getOrDefault(subject, Set.of());
        Verdict forgotten = new Verdict(Truth.FAILS, List.of("It is forgotten, as was asked"));
        List<MembershipChanged> changes = new ArrayList<>();
        for (Definition definition : definitions.of(subject.kind())) {
            if (in.contains(definition.id())) {
                changes.add(told(subject, new Change(definition, false, forgotten), Trigger.ERASURE, null, now));
            }
        }
        write(tx, changes);
        Map<Subject, @Nullable Instant> never = new HashMap<>();
        never.put(subject, null);
        members.recheck(tx, never, true);
        return changes.size();
    }

    private void write(Connection tx, List<MembershipChanged> changes) throws SQLException {
        members.write(tx, changes);
        feed.append(
                tx,
                changes.stream()
                        .map(change -> new FeedRecord(change.type(), PostgresMembers.subject(change), change))
                        .toList());
    }

    /** Who is not there, or not there any more, is in no segment. */
    private static Membership nowhere(List<Definition> definitions, Set<String> before) {
        Verdict gone = new Verdict(Truth.FAILS, List.of("Nothing is known of it any more"));
        List<Change> changes = definitions.stream()
                .filter(definition -> before.contains(definition.id()))
                .map(definition -> new Change(definition, false, gone))
                .toList();
        return new Membership(Set.of(), changes, null);
    }

    private static MembershipChanged told(
            Subject subject, Change change, Trigger trigger, @Nullable SubjectFacts facts, Instant now) {
        boolean ofAccount = subject.kind() == SegmentSubject.ACCOUNT;
        AccountFacts account = facts == null || facts.accounts().size() != 1
                ? null
                : facts.accounts().getFirst();
        List<String> evidence =
                change.why().evidence().stream().limit(MOST_SENTENCES).toList();
        return new MembershipChanged(
                UUID.randomUUID(),
                change.entered() ? Feeds.SEGMENT_ENTERED : Feeds.SEGMENT_EXITED,
                change.segment().id(),
                change.segment().version(),
                subject.kind(),
                ofAccount ? new AccountId(subject.id()) : null,
                ofAccount ? null : new ContactId(subject.id()),
                now,
                account == null ? null : account.stage(),
                new Reason(
                        trigger,
                        String.join("; ", evidence),
                        evidence,
                        trigger == Trigger.STAGE ? cause(account) : null));
    }

    private static @Nullable MessageId cause(@Nullable AccountFacts account) {
        Journey journey = account == null ? null : account.journey();
        return journey == null || journey.moves().isEmpty()
                ? null
                : journey.moves().getLast().causedBy();
    }
}
