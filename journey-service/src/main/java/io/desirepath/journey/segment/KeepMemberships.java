package io.desirepath.journey.segment;

import io.desirepath.contracts.Feeds;
import io.desirepath.contracts.MembershipChanged.Trigger;
import io.desirepath.journey.segment.domain.Definitions;
import io.desirepath.journey.segment.domain.Subject;
import io.desirepath.service.feed.ChangeFeed;
import io.desirepath.service.feed.FeedFollower;
import io.desirepath.service.feed.FeedFollower.Mention;
import io.desirepath.service.feed.FeedPages;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Looks at whoever something happened to: by the feeds of activities and stages, by what others left in {@code segment_due},
 * and by the moments at which time may change something. What is taken and what follows are one transaction.
 */
@Singleton
class KeepMemberships {

    /** How often it is written that nothing happened. */
    private static final Duration TOLD_EVERY = Duration.ofSeconds(1);

    private final DataSource database;
    private final PostgresSegments segments;
    private final PostgresWork work;
    private final EvaluateMembership evaluate;
    private final List<FeedFollower> followers;
    private volatile Instant told = Instant.EPOCH;
    private volatile Instant reached = Instant.now();

    KeepMemberships(
            DataSource database,
            PostgresSegments segments,
            PostgresWork work,
            EvaluateMembership evaluate,
            FeedPages pages,
            @Identifier(Feeds.ACTIVITIES) ChangeFeed activities,
            @Identifier(Feeds.STAGES) ChangeFeed stages) {
        this.database = database;
        this.segments = segments;
        this.work = work;
        this.evaluate = evaluate;
        this.followers = List.of(
                new FeedFollower(activities, pages, "segments-activities"),
                new FeedFollower(stages, pages, "segments-stages"));
    }

    /**
     * @param subjects how many were looked at
     * @param more whether there may be more to do at once
     */
    record Round(int subjects, boolean more) {}

    /**
     * Does what is to be done, or some of it.
     *
     * @param limit of each kind
     */
    Round next(Instant now, int limit) {
        return QuarkusTransaction.requiringNew().call(() -> {
            try (Connection tx = database.getConnection()) {
                EvaluateMembership.lock(tx);
                return next(tx, now, limit);
            }
        });
    }

    private Round next(Connection tx, Instant now, int limit) throws SQLException {
        Map<Subject, Trigger> subjects = new HashMap<>();
        Instant known = now;
        boolean more = false;
        boolean missed = false;
        for (FeedFollower follower : followers) {
            Optional<List<Mention>> mentions = follower.next(tx, limit);
            missed |= mentions.isEmpty();
            for (Mention mention : mentions.orElse(List.of())) {
                add(subjects, mention);
            }
            if (mentions.isPresent() && mentions.get().size() == limit) {
                more = true;
                Instant last = mentions.get().getLast().at();
                known = last.isBefore(known) ? last : known;
            }
        }
        Definitions all = segments.definitions(tx);
        if (missed) {
            segments.evaluate(tx, all.ids());
        }
        Map<Subject, Trigger> due = work.takeDue(tx, limit);
        Map<Subject, Trigger> passed = work.rechecks(tx, now, limit);
        due.forEach((subject, trigger) -> subjects.merge(subject, trigger, Triggers::first));
        passed.forEach((subject, trigger) -> subjects.merge(subject, trigger, Triggers::first));
        more |= due.size() == limit || passed.size() == limit;
        evaluate.evaluate(tx, all, true, subjects, now);
        if (!subjects.isEmpty() || Duration.between(told, now).compareTo(TOLD_EVERY) >= 0) {
            segments.computed(tx, known);
            told = now;
        }
        reached = known;
        return new Round(subjects.size(), more);
    }

    /** Everything that happened before it has been looked at, by this process. */
    Instant reached() {
        return reached;
    }

    private static void add(Map<Subject, Trigger> subjects, Mention mention) {
        Trigger trigger = Triggers.of(mention.type());
        switch (mention.type()) {
            // Who a contact is said to be comes back with the profile that follows from it.
            case Feeds.CONTACT_IDENTIFIED -> {}
            default -> subjects.merge(Subject.account(mention.subject()), trigger, Triggers::first);
        }
        if (mention.contact() != null && !mention.type().equals(Feeds.CONTACT_IDENTIFIED)) {
            subjects.merge(Subject.contact(mention.contact()), trigger, Triggers::first);
        }
    }
}
