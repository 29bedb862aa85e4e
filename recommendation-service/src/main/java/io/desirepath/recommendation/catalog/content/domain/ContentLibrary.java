package io.desirepath.recommendation.catalog.content.domain;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All content items that are published, as of one moment. Immutable. */
public final class ContentLibrary {

    public static final ContentLibrary EMPTY = new ContentLibrary(Map.of());

    private final Map<String, ContentItem> byId;
    private final List<ContentItem> items;

    private ContentLibrary(Map<String, ContentItem> byId) {
        this.byId = byId;
        this.items = byId.values().stream()
                .sorted(Comparator.comparing(ContentItem::id))
                .toList();
    }

    /** The library after these changes: new and changed items, and ids of those that went. */
    public ContentLibrary with(Collection<ContentItem> changed, Collection<String> gone) {
        Map<String, ContentItem> after = new TreeMap<>(byId);
        gone.forEach(after::remove);
        changed.forEach(item -> after.put(item.id(), item));
        return new ContentLibrary(after);
    }

    /** In the order of their ids, whether valid now or not. */
    public List<ContentItem> items() {
        return items;
    }

    /** In the order of their ids. */
    public List<ContentItem> validAt(Instant at) {
        return items.stream().filter(item -> item.isValidAt(at)).toList();
    }

    public Optional<ContentItem> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }
}
