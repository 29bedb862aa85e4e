package io.desirepath.service.privacy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.desirepath.contracts.FeedEvent;
import io.desirepath.contracts.Feeds;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What of a page of another service's feed may still be applied: events of the forgotten, written or fetched before their
 * owner redacted them, must not bring them back. Asked under {@link ErasureLock#shared}.
 */
@Singleton
public class LivingEvents {

    private static final String CONTACT = "contactId";

    private final Tombstones tombstones;

    public LivingEvents(Tombstones tombstones) {
        this.tombstones = tombstones;
    }

    /** Of the feed {@code profiles}; who was described again after being forgotten is forgotten no longer. */
    public List<FeedEvent> ofProfiles(Connection tx, List<FeedEvent> events) throws SQLException {
        Refusals refusals = tombstones.refusals(tx, subjects(events));
        if (refusals.isEmpty()) {
            return events;
        }
        for (FeedEvent event : events) {
            if (isDescribed(event) && refusals.refuses(subject(event), event.time())) {
                tombstones.lift(tx, subject(event), event.time());
            }
        }
        Refusals left = tombstones.refusals(tx, subjects(events));
        return events.stream()
                .filter(event -> !left.refuses(subject(event), event.time()))
                .toList();
    }

    /** Of a feed about what accounts did, or what follows from it; a forgotten contact is not named in it any more. */
    public List<FeedEvent> ofActivity(Connection tx, List<FeedEvent> events) throws SQLException {
        Set<Subject> named = new HashSet<>(subjects(events));
        for (FeedEvent event : events) {
            if (event.data().path(CONTACT).isTextual()) {
                named.add(Subject.contact(event.data().path(CONTACT).textValue()));
            }
        }
        Refusals refusals = tombstones.refusals(tx, named);
        return refusals.isEmpty()
                ? events
                : events.stream()
                        .filter(event -> !refusals.refuses(subject(event), happened(event)))
                        .map(event -> withoutContact(event, refusals))
                        .toList();
    }

    private static FeedEvent withoutContact(FeedEvent event, Refusals refusals) {
        if (event.data() instanceof ObjectNode data
                && refusals.refusesContact(data.path(CONTACT).textValue(), happened(event))) {
            ObjectNode left = data.deepCopy();
            left.putNull(CONTACT);
            return new FeedEvent(event.id(), event.source(), event.type(), event.subject(), event.time(), left);
        }
        return event;
    }

    private static List<Subject> subjects(List<FeedEvent> events) {
        return events.stream().map(LivingEvents::subject).distinct().toList();
    }

    private static Subject subject(FeedEvent event) {
        return event.type().startsWith("contact.")
                ? Subject.contact(event.subject())
                : Subject.account(event.subject());
    }

    /** Only somebody who means it describes a profile; activity alone makes a stub. */
    private static boolean isDescribed(FeedEvent event) {
        boolean updated =
                event.type().equals(Feeds.ACCOUNT_UPDATED) || event.type().equals(Feeds.CONTACT_UPDATED);
        return updated
                && event.data().path("stub").isBoolean()
                && !event.data().path("stub").booleanValue();
    }

    private static Instant happened(FeedEvent event) {
        try {
            return event.data().path("at").isTextual()
                    ? Instant.parse(event.data().path("at").textValue())
                    : event.time();
        } catch (DateTimeParseException e) {
            return event.time();
        }
    }
}
