package io.desirepath.journey.activation.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.desirepath.contracts.FeedEvent;
import io.desirepath.contracts.Feeds;
import io.desirepath.contracts.MembershipChanged;
import io.desirepath.contracts.SegmentSubject;
import io.desirepath.journey.activation.webhook.PostgresMessages.NewMessage;
import io.desirepath.service.feed.FeedJson;
import io.desirepath.service.feed.FeedProjection;
import io.desirepath.service.feed.UnappliableEventException;
import io.desirepath.service.privacy.ErasureLock;
import io.desirepath.service.privacy.Refusals;
import io.desirepath.service.privacy.Subject;
import io.desirepath.service.privacy.Tombstones;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Queues a message for each change and each webhook that wants it, in the transaction of the feed's cursor. */
@ApplicationScoped
public class WebhooksProjection implements FeedProjection {

    static final String NAME = "webhooks";

    private final PostgresMessages messages;
    private final PostgresBackfills backfills;
    private final DeliverMessages deliver;
    private final Tombstones tombstones;

    WebhooksProjection(
            PostgresMessages messages, PostgresBackfills backfills, DeliverMessages deliver, Tombstones tombstones) {
        this.messages = messages;
        this.backfills = backfills;
        this.deliver = deliver;
        this.tombstones = tombstones;
    }

    @Override
    public String feed() {
        return Feeds.MEMBERSHIPS;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void lock(Connection tx, List<FeedEvent> events) throws SQLException {
        ErasureLock.shared(tx);
    }

    @Override
    public void apply(Connection tx, List<FeedEvent> events) throws SQLException {
        if (!messages.anyIsWanted(tx)) {
            return;
        }
        List<FeedEvent> changes = events.stream()
                .filter(event -> event.type().equals(Feeds.SEGMENT_ENTERED)
                        || event.type().equals(Feeds.SEGMENT_EXITED))
                .toList();
        Refusals erased = changes.isEmpty() ? Refusals.NONE : erased(tx, changes);
        List<NewMessage> told = new ArrayList<>();
        for (FeedEvent event : changes) {
            MembershipChanged change = change(event);
            if (change.accountId() == null && change.contactId() == null) {
                // Redacted meanwhile.
                continue;
            }
            boolean forget = erased.refuses(subject(change, event), event.time())
                    || change.reason().trigger() == MembershipChanged.Trigger.ERASURE;
            // That somebody forgotten has left must still be said; nothing else of them.
            if (!forget || change.type().equals(Feeds.SEGMENT_EXITED)) {
                told.add(NewMessage.of(change, event, forget));
            }
        }
        messages.fanOut(tx, told);
    }

    /** A database that was restored knows less than it has told, so everybody is told everything anew. */
    @Override
    public void restart(Connection tx) throws SQLException {
        backfills.beginAll(tx);
    }

    @Override
    public void committed(List<FeedEvent> events) {
        deliver.wake();
    }

    private Refusals erased(Connection tx, List<FeedEvent> changes) throws SQLException {
        List<Subject> subjects = new ArrayList<>();
        for (FeedEvent event : changes) {
            subjects.add(subject(change(event), event));
        }
        return tombstones.refusals(tx, subjects);
    }

    private static Subject subject(MembershipChanged change, FeedEvent event) {
        return change.subject() == SegmentSubject.CONTACT
                ? Subject.contact(event.subject())
                : Subject.account(event.subject());
    }

    private static MembershipChanged change(FeedEvent event) {
        try {
            return FeedJson.MAPPER.treeToValue(event.data(), MembershipChanged.class);
        } catch (JsonProcessingException e) {
            throw new UnappliableEventException("not a change of a membership: " + event.id());
        }
    }
}
