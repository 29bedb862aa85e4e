package io.desirepath.journey.ingestion;

import io.desirepath.journey.activity.ActivityPartitions;
import io.desirepath.journey.activity.ReceivedMessages;
import io.desirepath.journey.activity.SeenEvents;
import io.desirepath.journey.activity.domain.Activity;
import io.desirepath.journey.activity.domain.Attributed;
import io.desirepath.journey.identity.AttributeActivities;
import io.desirepath.journey.identity.AttributeActivities.Resolution;
import io.desirepath.journey.identity.PersonsChangedException;
import io.desirepath.journey.ingestion.domain.Counts;
import io.desirepath.service.feed.AccountLocks;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/** Records a group of requests in one transaction, with everything that follows from them. */
@Singleton
class RecordingTransaction {

    private static final int MOST_ATTEMPTS = 5;

    private final DataSource database;
    private final ActivityPartitions partitions;
    private final ReceivedMessages messages;
    private final AttributeActivities attribution;
    private final ActivityEffects effects;
    private final SeenEvents seen;
    private final Rejects rejects;
    private final RefuseErased refuseErased;
    private final AcceptedCalls accepted;

    RecordingTransaction(
            DataSource database,
            ActivityPartitions partitions,
            ReceivedMessages messages,
            AttributeActivities attribution,
            ActivityEffects effects,
            SeenEvents seen,
            Rejects rejects,
            RefuseErased refuseErased,
            AcceptedCalls accepted) {
        this.database = database;
        this.partitions = partitions;
        this.messages = messages;
        this.attribution = attribution;
        this.effects = effects;
        this.seen = seen;
        this.rejects = rejects;
        this.refuseErased = refuseErased;
        this.accepted = accepted;
    }

    /** @return what became of each request, in their order */
    List<Counts> record(List<Submission> group) throws SQLException {
        partitions.ensure(months(group));
        for (int attempt = 1; ; attempt++) {
            try {
                return attempt(group);
            } catch (PersonsChangedException e) {
                if (attempt == MOST_ATTEMPTS) {
                    throw new SQLTransientException("persons change faster than they can be read", "40001", e);
                }
            }
        }
    }

    private List<Counts> attempt(List<Submission> group) {
        return QuarkusTransaction.requiringNew().call(() -> {
            try (Connection tx = database.getConnection()) {
                return record(tx, refuseErased.from(tx, group), Instant.now().truncatedTo(ChronoUnit.MILLIS));
            }
        });
    }

    private List<Counts> record(Connection tx, List<Submission> group, Instant now) throws SQLException {
        Map<String, Incoming> candidates = new LinkedHashMap<>();
        group.forEach(submission -> submission.events().forEach(event -> candidates.putIfAbsent(id(event), event)));
        Set<String> claimed = candidates.isEmpty() ? Set.of() : recordNew(tx, candidates, now);
        List<Reject> unusable = new ArrayList<>();
        List<Counts> outcomes = new ArrayList<>();
        for (Submission submission : group) {
            // By identity: the same id may be in several requests, and counts for the first.
            List<Incoming> recorded = submission.events().stream()
                    .filter(event -> candidates.get(id(event)) == event && claimed.contains(id(event)))
                    .toList();
            List<Reject> badLines = recorded.stream()
                    .flatMap(event -> event.badLines().stream())
                    .toList();
            unusable.addAll(submission.rejects());
            unusable.addAll(badLines);
            outcomes.add(counts(submission, recorded.size(), badLines.size()));
        }
        rejects.append(tx, unusable, group.getFirst().importId());
        removeAccepted(tx, group);
        for (int i = 0; i < group.size(); i++) {
            group.get(i).closing().close(outcomes.get(i));
        }
        return outcomes;
    }

    private void removeAccepted(Connection tx, List<Submission> group) throws SQLException {
        List<Long> numbers = new ArrayList<>();
        for (Submission submission : group) {
            Long number = submission.acceptedAs();
            if (number != null) {
                numbers.add(number);
            }
        }
        if (!numbers.isEmpty()) {
            accepted.remove(tx, numbers);
        }
    }

    /** @return the ids of the candidates that were new */
    private Set<String> recordNew(Connection tx, Map<String, Incoming> candidates, Instant now) throws SQLException {
        Resolution resolution = attribution.resolve(tx, unknown(tx, candidates.values()));
        // Before the first write: only then are an account's rows in the feeds in the order of their commits.
        AccountLocks.lock(tx, effects.subjects(resolution));
        Set<String> claimed = messages.claim(tx, ids(resolution), now);
        List<Attributed> arrived = resolution.arrived().stream()
                .filter(attributed ->
                        claimed.contains(attributed.activity().messageId().value()))
                .toList();
        if (arrived.size() < resolution.arrived().size() && !isSettled(resolution)) {
            // Somebody else recorded one of them meanwhile, and what it says must not count twice.
            throw new PersonsChangedException();
        }
        if (!arrived.isEmpty()) {
            attribution.remember(tx, resolution.news(), now);
            effects.apply(tx, arrived, resolution.moves(), now);
            seen.count(tx, arrived.stream().map(Attributed::activity).toList());
        }
        return claimed;
    }

    /** Those that may be new. Known ones are told apart now only where what they say could matter. */
    private List<Activity> unknown(Connection tx, Collection<Incoming> candidates) throws SQLException {
        List<Activity> activities = candidates.stream().map(Incoming::activity).toList();
        if (activities.stream().allMatch(AttributeActivities::isSettled)) {
            return activities;
        }
        Set<String> known = messages.known(
                tx,
                activities.stream()
                        .map(activity -> activity.messageId().value())
                        .toList());
        return activities.stream()
                .filter(activity -> !known.contains(activity.messageId().value()))
                .toList();
    }

    private static boolean isSettled(Resolution resolution) {
        return resolution.arrived().stream().map(Attributed::activity).allMatch(AttributeActivities::isSettled);
    }

    private static List<String> ids(Resolution resolution) {
        return resolution.arrived().stream()
                .map(attributed -> attributed.activity().messageId().value())
                .toList();
    }

    private static Counts counts(Submission submission, int recorded, int badLines) {
        return new Counts(
                submission.size(),
                recorded,
                submission.events().size() - recorded,
                submission.rejects().size(),
                badLines);
    }

    private static Set<YearMonth> months(List<Submission> group) {
        Set<YearMonth> months = new LinkedHashSet<>();
        for (Submission submission : group) {
            for (Incoming event : submission.events()) {
                months.add(YearMonth.from(event.activity().at().atOffset(ZoneOffset.UTC)));
            }
        }
        return months;
    }

    private static String id(Incoming event) {
        return event.activity().messageId().value();
    }
}
