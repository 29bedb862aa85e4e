package io.desirepath.journey.activation.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ContactId;
import io.desirepath.contracts.Feeds;
import io.desirepath.contracts.MembershipChanged;
import io.desirepath.contracts.SegmentSubject;
import io.desirepath.contracts.Stage;
import io.desirepath.journey.activation.webhook.PostgresBackfills.Chunk;
import io.desirepath.journey.activation.webhook.PostgresBackfills.Member;
import io.desirepath.journey.activation.webhook.PostgresBackfills.Place;
import io.desirepath.journey.activation.webhook.PostgresMessages.NewMessage;
import io.desirepath.service.feed.FeedJson;
import io.desirepath.service.privacy.ErasureLock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Tells a webhook who is in its segments, in the order of segments and members, some in each transaction.
 *
 * <p>Each chunk keeps the fan-out's cursor where it is, and reads its members and what the fan-out has not read yet in one
 * snapshot: of the members up to there, those changes are told already and are noted as covered, and all later ones are
 * queued behind the chunk. Changes of members further on are not queued at all until their chunk has come. So each member's
 * messages are one chunk's, then every change after it.
 */
@Singleton
class Backfill {

    /** While more wait, nothing is added: members are in the database anyway. */
    private static final int MOST_WAITING = 2000;

    /** While the fan-out is further behind, a chunk would have to cover too much. */
    private static final int MOST_UNREAD = 5000;

    private final DataSource database;
    private final PostgresBackfills backfills;
    private final PostgresMessages messages;

    Backfill(DataSource database, PostgresBackfills backfills, PostgresMessages messages) {
        this.database = database;
        this.backfills = backfills;
        this.messages = messages;
    }

    /** @return whether there was something to do, and may be more at once */
    boolean step() throws SQLException {
        List<UUID> running;
        try (Connection c = database.getConnection()) {
            running = backfills.running(c);
        }
        boolean more = false;
        for (UUID webhook : running) {
            more |= QuarkusTransaction.requiringNew().call(() -> step(webhook));
        }
        return more;
    }

    private boolean step(UUID webhook) throws SQLException {
        try (Connection tx = database.getConnection()) {
            return backfills.giveUp(tx, webhook) > 0 || tell(tx, webhook);
        }
    }

    private boolean tell(Connection tx, UUID webhook) throws SQLException {
        if (backfills.areWaiting(tx, webhook, MOST_WAITING)) {
            return false;
        }
        // Before all other locks, and whoever is forgotten later is then deleted from what was queued here.
        ErasureLock.shared(tx);
        Optional<Place> place = backfills.hold(tx);
        if (place.isEmpty() || !backfills.lock(tx, webhook) || backfills.areUnread(tx, place.get(), MOST_UNREAD)) {
            return false;
        }
        Chunk chunk = backfills.next(tx, webhook, place.get());
        List<NewMessage> entered = chunk.members().stream()
                .map(member -> entered(webhook, chunk.number(), member))
                .toList();
        long told = backfills.move(tx, webhook, chunk, messages.queue(tx, webhook, entered));
        if (chunk.segment() == null) {
            messages.queue(tx, webhook, List.of(NewMessage.of(backfilled(webhook, chunk.number(), told))));
        }
        return true;
    }

    private static NewMessage entered(UUID webhook, int number, Member member) {
        MembershipChanged change = new MembershipChanged(
                id(webhook, number, member.segment(), member.id()),
                Feeds.SEGMENT_ENTERED,
                member.segment(),
                member.version(),
                member.contact() ? SegmentSubject.CONTACT : SegmentSubject.ACCOUNT,
                member.contact() ? null : new AccountId(member.id()),
                member.contact() ? new ContactId(member.id()) : null,
                member.enteredAt(),
                member.stage() == null ? null : Stage.valueOf(member.stage()),
                reason(member.reason()));
        return new NewMessage(
                change.id(),
                change.type(),
                change.segmentId(),
                change.subject().name(),
                member.id(),
                CloudEvent.ofBackfill(change, member.id()).json(),
                change.at(),
                false);
    }

    private static MembershipChanged.Reason reason(String json) {
        try {
            return FeedJson.MAPPER.readValue(json, MembershipChanged.Reason.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored reason cannot be read", e);
        }
    }

    /** The same whenever the same backfill tells of the same member. */
    private static UUID id(UUID webhook, int number, String... of) {
        String name = webhook + "\n" + number + "\n" + String.join("\n", of);
        return UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
    }

    private static CloudEvent backfilled(UUID webhook, int number, long members) {
        Instant now = Instant.now();
        return CloudEvent.about(
                id(webhook, number),
                webhook,
                CloudEvent.BACKFILLED,
                now,
                Map.of("webhookId", webhook, "backfill", number, "members", members, "at", now));
    }
}
