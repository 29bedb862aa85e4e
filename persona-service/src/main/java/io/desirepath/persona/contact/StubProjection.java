package io.desirepath.persona.contact;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.desirepath.contracts.ActivityRecorded;
import io.desirepath.contracts.FeedEvent;
import io.desirepath.contracts.Feeds;
import io.desirepath.persona.account.Accounts;
import io.desirepath.persona.contact.domain.Sightings;
import io.desirepath.persona.persona.RecordBehaviour;
import io.desirepath.service.feed.AccountLocks;
import io.desirepath.service.feed.ChangeFeed;
import io.desirepath.service.feed.FeedJson;
import io.desirepath.service.feed.FeedProjection;
import io.desirepath.service.feed.FeedRecord;
import io.desirepath.service.feed.UnappliableEventException;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes accounts and contacts known that an activity names first. A page costs five statements and the locks. */
@ApplicationScoped
public class StubProjection implements FeedProjection {

    private final Accounts accounts;
    private final ContactLinks contacts;
    private final RecordBehaviour behaviour;
    private final ChangeFeed profiles;

    StubProjection(
            Accounts accounts,
            ContactLinks contacts,
            RecordBehaviour behaviour,
            @Identifier(Feeds.PROFILES) ChangeFeed profiles) {
        this.accounts = accounts;
        this.contacts = contacts;
        this.behaviour = behaviour;
        this.profiles = profiles;
    }

    @Override
    public String feed() {
        return Feeds.ACTIVITIES;
    }

    @Override
    public void lock(Connection tx, List<FeedEvent> events) throws SQLException {
        List<ActivityRecorded> readable =
                activities(events).flatMap(event -> read(event).stream()).toList();
        AccountLocks.lock(tx, Sightings.in(readable).subjects());
    }

    @Override
    public void apply(Connection tx, List<FeedEvent> events) throws SQLException {
        Sightings seen = Sightings.in(activities(events)
                .map(event ->
                        read(event).orElseThrow(() -> new UnappliableEventException("not an activity: " + event.id())))
                .toList());
        List<FeedRecord> news = new ArrayList<>();
        accounts.createStubs(tx, seen.accounts())
                .forEach(a -> news.add(
                        new FeedRecord(Feeds.ACCOUNT_UPDATED, a.accountId().value(), a)));
        news.addAll(contacts.extend(tx, seen));
        behaviour.apply(tx, events);
        profiles.append(tx, news);
    }

    private static Stream<FeedEvent> activities(List<FeedEvent> events) {
        return events.stream().filter(event -> event.type().equals(Feeds.ACTIVITY_RECORDED));
    }

    private static Optional<ActivityRecorded> read(FeedEvent event) {
        try {
            return Optional.of(FeedJson.MAPPER.treeToValue(event.data(), ActivityRecorded.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
