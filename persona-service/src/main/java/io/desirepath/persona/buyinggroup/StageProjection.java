package io.desirepath.persona.buyinggroup;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.FeedEvent;
import io.desirepath.contracts.Feeds;
import io.desirepath.contracts.Stage;
import io.desirepath.contracts.StageBelief;
import io.desirepath.contracts.StageWithdrawn;
import io.desirepath.service.feed.FeedJson;
import io.desirepath.service.feed.FeedProjection;
import io.desirepath.service.feed.UnappliableEventException;
import io.desirepath.service.privacy.LivingEvents;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Remembers the stage of each account that journey-service told last, or that it was withdrawn. */
@ApplicationScoped
public class StageProjection implements FeedProjection {

    private final LivingEvents living;

    /** @param stage null if it was withdrawn, as is {@code since} */
    private record Told(
            AccountId account,
            @Nullable Stage stage,
            @Nullable Instant since,
            long revision) {}

    /** Of a {@link StageBelief} what matters here. */
    private record Held(AccountId accountId, Stage stage, Instant since, long revision) {
        Held {
            Objects.requireNonNull(accountId, "accountId");
            Objects.requireNonNull(stage, "stage");
            Objects.requireNonNull(since, "since");
        }
    }

    StageProjection(LivingEvents living) {
        this.living = living;
    }

    @Override
    public String feed() {
        return Feeds.STAGES;
    }

    @Override
    public void apply(Connection tx, List<FeedEvent> events) throws SQLException {
        Map<AccountId, Told> latest = new TreeMap<>();
        for (FeedEvent event : living.ofActivity(tx, events)) {
            told(event)
                    .ifPresent(told -> latest.merge(
                            told.account(), told, (one, two) -> one.revision() >= two.revision() ? one : two));
        }
        if (!latest.isEmpty()) {
            keep(tx, latest.values());
        }
    }

    /** Revisions start low again in the source's new life. */
    @Override
    public void restart(Connection tx) throws SQLException {
        try (Statement sql = tx.createStatement()) {
            sql.executeUpdate("UPDATE account_stage SET revision = -1");
        }
    }

    /**
     * Nearly every activity changes a belief, and few of them the stage: what is known already is not written again. Its
     * revision then stays that of the first telling, which is enough, because the feed keeps an account's order.
     */
    private static void keep(Connection tx, Collection<Told> all) throws SQLException {
        String sql = """
                INSERT INTO account_stage AS s (account_id, stage, since, revision)
                SELECT t.* FROM unnest(?::text[], ?::text[], ?::timestamptz[], ?::bigint[])
                    AS t (account_id, stage, since, revision)
                LEFT JOIN account_stage k ON k.account_id = t.account_id
                WHERE k.account_id IS NULL OR (k.stage, k.since) IS DISTINCT FROM (t.stage, t.since)
                ON CONFLICT (account_id) DO UPDATE
                SET stage = excluded.stage, since = excluded.since, revision = excluded.revision
                WHERE excluded.revision > s.revision""";
        try (PreparedStatement insert = tx.prepareStatement(sql)) {
            insert.setArray(1, texts(tx, all.stream().map(told -> told.account().value())));
            insert.setArray(2, texts(tx, all.stream().map(Told::stage)));
            insert.setArray(3, texts(tx, all.stream().map(Told::since)));
            insert.setArray(
                    4, tx.createArrayOf("int8", all.stream().map(Told::revision).toArray()));
            insert.executeUpdate();
        }
    }

    /** Empty for what is told besides. */
    private static Optional<Told> told(FeedEvent event) {
        return switch (event.type()) {
            case Feeds.BELIEF_UPDATED -> {
                Held held = read(event, Held.class);
                yield Optional.of(new Told(held.accountId(), held.stage(), held.since(), held.revision()));
            }
            case Feeds.STAGE_WITHDRAWN -> {
                StageWithdrawn withdrawn = read(event, StageWithdrawn.class);
                yield Optional.of(new Told(withdrawn.accountId(), null, null, withdrawn.revision()));
            }
            default -> Optional.empty();
        };
    }

    private static <T> T read(FeedEvent event, Class<T> type) {
        try {
            return FeedJson.MAPPER.treeToValue(event.data(), type);
        } catch (JsonProcessingException | NullPointerException e) {
            throw new UnappliableEventException("not a " + type.getSimpleName() + ": " + event.id(), e);
        }
    }

    private static Array texts(Connection tx, Stream<? extends @Nullable Object> values) throws SQLException {
        return tx.createArrayOf(
                "text",
                values.map(value -> value == null ? null : value.toString()).toArray());
    }
}
