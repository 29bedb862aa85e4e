package io.desirepath.persona.privacy;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ContactId;
import io.desirepath.contracts.ErasureDone.Action;
import io.desirepath.contracts.ErasureDone.StoreReport;
import io.desirepath.contracts.ErasureRequested;
import io.desirepath.contracts.ErasureRequested.Kind;
import io.desirepath.contracts.Feeds;
import io.desirepath.contracts.ProblemType;
import io.desirepath.service.feed.ChangeFeed;
import io.desirepath.service.feed.FeedRecord;
import io.desirepath.service.privacy.ErasureTask;
import io.desirepath.service.privacy.ErasureTasks;
import io.desirepath.service.privacy.Subject;
import io.desirepath.service.privacy.Tombstones;
import io.desirepath.service.problem.ProblemException;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Has a contact or an account forgotten, here and everywhere, and notes who is no longer to be refused. */
@Singleton
public class RequestErasure {

    private static final DateTimeFormatter ORDERED =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS").withZone(ZoneOffset.UTC);

    /** Something is to be forgotten; whoever hears of it after the commit may begin. */
    record Requested() {}

    private final Tombstones tombstones;
    private final Erasures erasures;
    private final ChangeFeed feed;
    private final Event<Requested> requested;

    RequestErasure(
            Tombstones tombstones,
            Erasures erasures,
            @Identifier(Feeds.ERASURES) ChangeFeed feed,
            Event<Requested> requested) {
        this.tombstones = tombstones;
        this.erasures = erasures;
        this.feed = feed;
        this.requested = requested;
    }

    /**
     * @param tx the transaction of the deletion, with the contact's lock
     * @return the receipt's id
     */
    public String of(Connection tx, ContactId contact) throws SQLException {
        return request(tx, Kind.CONTACT, contact.value());
    }

    /** As for a contact. */
    public String of(Connection tx, AccountId account) throws SQLException {
        return request(tx, Kind.ACCOUNT, account.value());
    }

    /**
     * Somebody describes the subject on purpose, under its lock: it may be heard again.
     *
     * @throws ProblemException CONFLICT while it is still being erased, because what is new could be erased with it
     */
    public void lift(Connection tx, Subject subject) throws SQLException {
        Optional<String> erasure = tombstones.erasureOf(tx, subject);
        if (erasure.isPresent()) {
            if (erasures.isPending(tx, erasure.get())) {
                throw ProblemException.of(
                        ProblemType.CONFLICT,
                        "It is still being erased; try again when /v1/erasures/" + erasure.get() + " is completed");
            }
            tombstones.lift(tx, subject, Instant.now());
        }
    }

    private String request(Connection tx, Kind kind, String subject) throws SQLException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        String id = ORDERED.format(now) + "-" + UUID.randomUUID();
        var task = new ErasureTask(id, kind, subject, List.of(), now);
        tombstones.bury(tx, task);
        erasures.add(tx, id, kind, now);
        ErasureTasks.add(tx, task);
        // The profile itself went in this transaction.
        ErasureTasks.count(
                tx, task, new StoreReport(task.ofContact() ? "persona.contact" : "persona.account", Action.DELETED, 1));
        feed.append(
                tx,
                List.of(new FeedRecord(
                        Feeds.ERASURE_REQUESTED, id, new ErasureRequested(id, kind, subject, List.of()))));
        requested.fire(new Requested());
        return id;
    }
}
