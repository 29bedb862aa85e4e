package io.desirepath.journey.ingestion;

import static java.util.stream.Collectors.groupingBy;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ActivityRecorded;
import io.desirepath.contracts.Feeds;
import io.desirepath.journey.activity.ActivityPartitions;
import io.desirepath.journey.activity.PostgresActivityLog;
import io.desirepath.journey.activity.ReceivedMessages;
import io.desirepath.journey.activity.domain.Activity;
import io.desirepath.journey.activity.domain.Attributed;
import io.desirepath.journey.activity.domain.Attribution;
import io.desirepath.journey.activity.domain.Ground;
import io.desirepath.journey.ingestion.domain.Counts;
import io.desirepath.journey.stage.AdvanceJourneys;
import io.desirepath.journey.stage.Arrivals;
import io.desirepath.service.feed.AccountLocks;
import io.desirepath.service.feed.ChangeFeed;
import io.desirepath.service.feed.FeedRecord;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/** Records a group of requests in one transaction, with everything that follows from them. */
@Singleton
class RecordingTransaction {

    private final DataSource database;
    private final ActivityPartitions partitions;
    private final ReceivedMessages messages;
    private final PostgresActivityLog log;
    private final AdvanceJourneys journeys;
    private final ChangeFeed feed;
    private final Rejects rejects;

    RecordingTransaction(
            DataSource database,
            ActivityPartitions partitions,
            ReceivedMessages messages,
            PostgresActivityLog log,
            AdvanceJourneys journeys,
            @Identifier(Feeds.ACTIVITIES) ChangeFeed feed,
            Rejects rejects) {
        this.database = database;
        this.partitions = partitions;
        this.messages = messages;
        this.log = log;
        this.journeys = journeys;
        this.feed = feed;
        this.rejects = rejects;
    }

    /** @return what became of each request, in their order */
    List<Counts> record(List<Submission> group) throws SQLException {
        partitions.ensure(months(group));
        return QuarkusTransaction.requiringNew().call(() -> {
            try (Connection tx = database.getConnection()) {
                return record(tx, group, Instant.now().truncatedTo(ChronoUnit.MILLIS));
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
        for (int i = 0; i < group.size(); i++) {
            group.get(i).closing().close(outcomes.get(i));
        }
        return outcomes;
    }

    /** @return the ids of the candidates that were new */
    private Set<String> recordNew(Connection tx, Map<String, Incoming> candidates, Instant now) throws SQLException {
        // Before the first write: only then are an account's rows in the feeds in the order of their commits.
        AccountLocks.lock(
                tx,
                candidates.values().stream()
                        .map(event -> Objects.requireNonNull(
                                        event.activity().sender().groupId())
                                .value())
                        .distinct()
                        .toList());
        Set<String> claimed = messages.claim(tx, candidates.keySet(), now);
        List<Attributed> activities = candidates.values().stream()
                .filter(event -> claimed.contains(id(event)))
                .map(event -> named(event.activity()))
                .toList();
        if (!activities.isEmpty()) {
            log.append(tx, activities);
            journeys.advance(tx, arrivals(activities), now);
            feed.append(tx, activities.stream().map(RecordingTransaction::told).toList());
        }
        return claimed;
    }

    private static Counts counts(Submission submission, int recorded, int badLines) {
        return new Counts(
                submission.size(),
                recorded,
                submission.events().size() - recorded,
                submission.rejects().size(),
                badLines);
    }

    private static Attributed named(Activity activity) {
        return new Attributed(
                activity,
                new Attribution(activity.sender().userId(), activity.sender().groupId(), Ground.NAMED));
    }

    private static List<Arrivals> arrivals(List<Attributed> activities) {
        Map<AccountId, List<Attributed>> byAccount = activities.stream()
                .collect(groupingBy(
                        attributed -> Objects.requireNonNull(attributed.to().account())));
        return byAccount.entrySet().stream()
                .map(entry -> new Arrivals(
                        entry.getKey(),
                        entry.getValue().stream()
                                .map(attributed -> attributed.activity().at())
                                .min(Instant::compareTo)
                                .orElseThrow(),
                        entry.getValue().stream()
                                .map(Attributed::observation)
                                .flatMap(Optional::stream)
                                .toList()))
                .toList();
    }

    private static FeedRecord told(Attributed attributed) {
        ActivityRecorded told = attributed.told().orElseThrow();
        return new FeedRecord(Feeds.ACTIVITY_RECORDED, told.accountId().value(), told);
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
