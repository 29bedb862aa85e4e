package io.desirepath.service.page;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, cut from its items and one more, whose presence says that there is a next page.
 *
 * @param nextPageToken null on the last page
 */
public record Page<T>(List<T> items, @Nullable String nextPageToken) {

    public Page {
        items = List.copyOf(items);
    }

    /** @param found up to {@code size + 1} items in order */
    public static <T> Page<T> cut(List<T> found, PageSize size, Function<T, String> id) {
        if (found.size() <= size.value()) {
            return new Page<>(found, null);
        }
        List<T> items = found.subList(0, size.value());
        return new Page<>(items, PageToken.after(id.apply(items.getLast())).encoded());
    }
}
