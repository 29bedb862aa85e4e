package io.desirepath.recommendation.serving;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ContactId;
import io.desirepath.contracts.ProductId;
import io.desirepath.contracts.condition.Condition;
import io.desirepath.recommendation.ranking.domain.Placement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for.
 *
 * @param contact the person who will see the list; null if nobody says
 * @param filter on attributes of products; null for none
 * @param items in the cart, or on the page
 * @param limit 1 to {@value #MAX_LIMIT}
 * @param explain whether the answer shows the numbers behind it
 * @throws IllegalArgumentException if the limit is out of range or there are more than {@value #MAX_ITEMS} items
 */
record RecommendationQuery(
        AccountId account,
        @Nullable ContactId contact,
        Placement placement,
        List<String> items,
        int limit,
        @Nullable Condition filter,
        boolean explain) {

    static final int MAX_LIMIT = 100;
    static final int DEFAULT_LIMIT = 10;
    static final int MAX_ITEMS = 200;

    RecommendationQuery {
        items = List.copyOf(items);
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit: must be a number from 1 to " + MAX_LIMIT);
        }
        if (items.size() > MAX_ITEMS) {
            throw new IllegalArgumentException("items: must have at most " + MAX_ITEMS + " ids");
        }
        items.forEach(ProductId::new);
    }
}
