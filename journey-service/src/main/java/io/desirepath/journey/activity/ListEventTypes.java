package io.desirepath.journey.activity;

import io.desirepath.journey.activity.Remappings.Progress;
import io.desirepath.journey.activity.SeenEvents.Seen;
import io.desirepath.journey.activity.domain.EventType;
import io.desirepath.journey.activity.domain.Influence;
import io.desirepath.journey.activity.domain.Vocabulary;
import io.desirepath.journey.stage.domain.Mark;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** All events that ship, were mapped, or came without being known. */
@Singleton
class ListEventTypes {

    private final DataSource database;
    private final PostgresMappings mappings;
    private final SeenEvents seenEvents;
    private final Remappings remappings;

    ListEventTypes(DataSource database, PostgresMappings mappings, SeenEvents seenEvents, Remappings remappings) {
        this.database = database;
        this.mappings = mappings;
        this.seenEvents = seenEvents;
        this.remappings = remappings;
    }

    /** Who says what an event means. */
    @Schema(name = "EventTypeSource")
    enum Source {
        /** It comes with the service. */
        SHIPPED,
        /** The merchant. */
        CHANGED,
        /** Nobody: the event is stored, and is no evidence. */
        UNKNOWN
    }

    /** How far the history of an event follows its changed mapping. */
    @Schema(name = "Remapping")
    record Remapping(
            @Schema(description = "Activities that were rewritten.")
            long done,

            @Schema(description = "Activities to rewrite; null until they are counted.") @Nullable
            Long total) {}

    @Schema(name = "EventType")
    record Item(
            String name,
            @Nullable Mark mark,
            String touchpoint,
            boolean online,
            Influence influence,
            boolean serverOnly,
            Source source,

            @Schema(description = "How often it came while it was unknown; null for known events.") @Nullable
            Long count,

            @Nullable Instant firstSeenAt,
            @Nullable Instant lastSeenAt,

            @Schema(description = "Present while the history is not what the mapping says.") @Nullable
            Remapping remapping) {}

    /**
     * All of them.
     *
     * @param items by key
     * @param others how many came under names that were too many to count one by one
     */
    record Listing(NavigableMap<String, Item> items, long others) {}

    Listing all() throws SQLException {
        try (Connection c = database.getConnection()) {
            Vocabulary current = mappings.current(c);
            NavigableMap<String, Seen> seen = seenEvents.all(c);
            Seen others = seen.remove(SeenEvents.OTHERS);
            Map<String, Progress> progress = remappings.all(c);
            NavigableMap<String, Item> items = new TreeMap<>();
            seen.forEach((key, event) ->
                    items.put(key, item(Vocabulary.unknown(event.name()), Source.UNKNOWN, event, progress.get(key))));
            current.types().forEach((key, type) -> items.put(key, item(type, source(type), null, progress.get(key))));
            return new Listing(items, others == null ? 0 : others.events());
        }
    }

    private Source source(EventType type) {
        return mappings.shipped().find(type.name()).filter(type::equals).isPresent() ? Source.SHIPPED : Source.CHANGED;
    }

    private static Item item(EventType type, Source source, @Nullable Seen seen, @Nullable Progress progress) {
        return new Item(
                type.name(),
                type.mark(),
                type.touchpoint(),
                type.online(),
                type.influence(),
                type.serverOnly(),
                source,
                seen == null ? null : seen.events(),
                seen == null ? null : seen.first(),
                seen == null ? null : seen.last(),
                progress == null ? null : new Remapping(progress.done(), progress.total()));
    }
}
