package io.desirepath.journey.ingestion;

import io.desirepath.contracts.AccountGrouped;
import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ActivityRecorded;
import io.desirepath.contracts.ActivityWithdrawn;
import io.desirepath.contracts.ContactId;
import io.desirepath.contracts.ContactIdentified;
import io.desirepath.contracts.Feeds;
import io.desirepath.journey.activity.PersonalActivities;
import io.desirepath.journey.activity.PostgresActivityLog;
import io.desirepath.journey.activity.domain.Activity;
import io.desirepath.journey.activity.domain.Attributed;
import io.desirepath.journey.activity.domain.Attribution;
import io.desirepath.journey.activity.domain.Claim;
import io.desirepath.journey.activity.domain.Move;
import io.desirepath.journey.identity.AttributeActivities.Resolution;
import io.desirepath.journey.identity.Consequences;
import io.desirepath.journey.identity.KnownContact;
import io.desirepath.journey.identity.KnownContacts;
import io.desirepath.journey.stage.AdvanceJourneys;
import io.desirepath.journey.stage.Arrivals;
import io.desirepath.journey.stage.domain.Observation;
import io.desirepath.service.feed.ChangeFeed;
import io.desirepath.service.feed.FeedRecord;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What follows from activities that were recorded, or that count for somebody else now: log, journeys and feed. */
@Singleton
public class ActivityEffects implements Consequences {

    private final PostgresActivityLog log;
    private final PersonalActivities personal;
    private final KnownContacts contacts;
    private final AdvanceJourneys journeys;
    private final EventParser parser;
    private final ChangeFeed feed;

    ActivityEffects(
            PostgresActivityLog log,
            PersonalActivities personal,
            KnownContacts contacts,
            AdvanceJourneys journeys,
            EventParser parser,
            @Identifier(Feeds.ACTIVITIES) ChangeFeed feed) {
        this.log = log;
        this.personal = personal;
        this.contacts = contacts;
        this.journeys = journeys;
        this.parser = parser;
        this.feed = feed;
    }

    /** Whose order of events all this is in: accounts, and the contacts that something is told of. */
    public Set<String> subjects(Resolution resolution) {
        Set<String> subjects = new HashSet<>();
        resolution.arrived().forEach(attributed -> {
            addAccount(subjects, attributed.to());
            ContactId contact = attributed.to().contact();
            if (contact != null && attributed.activity().claim() instanceof Claim.Identified) {
                subjects.add(contact.value());
            }
        });
        resolution.moves().forEach(move -> {
            addAccount(subjects, move.from().to());
            addAccount(subjects, move.to());
        });
        return subjects;
    }

    /** @param tx holds the locks of the subjects, and those of the persons */
    public void apply(Connection tx, List<Attributed> arrived, List<Move> moves, Instant now) throws SQLException {
        if (!arrived.isEmpty()) {
            log.append(tx, arrived);
        }
        personal.move(tx, moves);
        journeys.advance(tx, arrivals(tx, arrived, moves), now);
        List<FeedRecord> told = new ArrayList<>();
        moves.stream().filter(ActivityEffects::isTold).forEach(move -> tellMove(told, move));
        arrived.forEach(attributed -> tellArrival(told, attributed));
        feed.append(tx, told);
    }

    @Override
    public void follow(Connection tx, List<Move> moves, Instant now) throws SQLException {
        apply(tx, List.of(), moves, now);
    }

    private List<Arrivals> arrivals(Connection tx, List<Attributed> arrived, List<Move> moves) throws SQLException {
        Map<AccountId, History> histories = new TreeMap<>();
        Map<ContactId, KnownContact> known = contacts.find(tx, contacts(arrived));
        for (Attributed attributed : arrived) {
            AccountId account = attributed.to().account();
            if (account != null) {
                History history = histories.computeIfAbsent(account, id -> new History());
                history.begin(attributed.activity().at());
                ContactId id = attributed.to().contact();
                KnownContact contact = id == null ? KnownContact.UNKNOWN : known.getOrDefault(id, KnownContact.UNKNOWN);
                if (!contact.denied()) {
                    attributed.observation(contact.role()).ifPresent(history.observations::add);
                }
            }
        }
        for (Move move : moves) {
            Instant at = move.from().activity().at();
            rewrite(histories, move.from().to().account(), at);
            rewrite(histories, move.to().account(), at);
        }
        return histories.entrySet().stream()
                .map(entry -> entry.getValue().arrivals(entry.getKey()))
                .toList();
    }

    private static void rewrite(Map<AccountId, History> histories, @Nullable AccountId account, Instant at) {
        if (account != null) {
            histories.computeIfAbsent(account, id -> new History()).rewrite(at);
        }
    }

    private static Set<ContactId> contacts(List<Attributed> arrived) {
        Set<ContactId> contacts = new HashSet<>();
        for (Attributed attributed : arrived) {
            ContactId contact = attributed.to().contact();
            if (contact != null) {
                contacts.add(contact);
            }
        }
        return contacts;
    }

    /** A change of confidence alone is the stage model's affair. */
    private static boolean isTold(Move move) {
        Attribution from = move.from().to();
        return !Objects.equals(from.account(), move.to().account())
                || !Objects.equals(from.contact(), move.to().contact());
    }

    private void tellMove(List<FeedRecord> told, Move move) {
        Activity activity = move.from().activity();
        Attribution from = move.from().to();
        AccountId before = from.account();
        if (before != null) {
            told.add(new FeedRecord(
                    Feeds.ACTIVITY_WITHDRAWN,
                    before.value(),
                    new ActivityWithdrawn(activity.messageId(), before, from.contact(), activity.event())));
        }
        new Attributed(parser.readAgain(activity), move.to())
                .told()
                .ifPresent(now -> told.add(recorded(activity, now)));
    }

    private static void tellArrival(List<FeedRecord> told, Attributed attributed) {
        Activity activity = attributed.activity();
        attributed.told().ifPresent(now -> told.add(recorded(activity, now)));
        // Not whom the visitor is by now: what comes to be known of that later must not matter.
        ContactId contact = activity.sender().userId();
        AccountId account = attributed.to().account();
        boolean confirmed = activity.sender().server();
        switch (activity.claim()) {
            case Claim.Identified(String traits) -> {
                if (contact != null) {
                    told.add(new FeedRecord(
                            Feeds.CONTACT_IDENTIFIED,
                            contact.value(),
                            new ContactIdentified(
                                    activity.messageId(),
                                    contact,
                                    activity.at(),
                                    confirmed,
                                    EventJson.readStored(traits))));
                }
            }
            case Claim.Grouped(String traits) -> {
                if (account != null) {
                    told.add(new FeedRecord(
                            Feeds.ACCOUNT_GROUPED,
                            account.value(),
                            new AccountGrouped(
                                    activity.messageId(),
                                    account,
                                    contact,
                                    activity.at(),
                                    confirmed,
                                    EventJson.readStored(traits))));
                }
            }
            case Claim.Aliased ignored -> {}
            case Claim.Nothing ignored -> {}
        }
    }

    private static FeedRecord recorded(Activity activity, ActivityRecorded told) {
        return new FeedRecord(
                Feeds.ACTIVITY_RECORDED,
                told.accountId().value(),
                told.about(RecommendationReader.feedback(activity.event(), activity.properties())));
    }

    private static void addAccount(Set<String> subjects, Attribution attribution) {
        AccountId account = attribution.account();
        if (account != null) {
            subjects.add(account.value());
        }
    }

    /** What happens to one account's history. */
    private static final class History {
        private final List<Observation> observations = new ArrayList<>();
        private @Nullable Instant firstAt;
        private @Nullable Instant rewrittenFrom;

        void begin(Instant at) {
            firstAt = earlier(firstAt, at);
        }

        void rewrite(Instant at) {
            rewrittenFrom = earlier(rewrittenFrom, at);
        }

        Arrivals arrivals(AccountId account) {
            return new Arrivals(account, firstAt, observations, rewrittenFrom);
        }

        private static Instant earlier(@Nullable Instant known, Instant at) {
            return known == null || at.isBefore(known) ? at : known;
        }
    }
}
