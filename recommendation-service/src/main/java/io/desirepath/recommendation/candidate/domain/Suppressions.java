package io.desirepath.recommendation.candidate.domain;

import io.desirepath.recommendation.accountcontext.domain.Rest;
import io.desirepath.recommendation.catalog.domain.Catalogue;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which products rest for an account, after what became of them. Costs nothing for an account without any. */
public final class Suppressions {

    private record Key(int product, @Nullable String kind) {}

    private final Map<Key, Instant> hidden = new HashMap<>();
    private final Map<Key, Instant> demoted = new HashMap<>();

    private Suppressions() {}

    /** Of several rests of a product the longest counts. */
    public static Suppressions of(Collection<Rest> rests, Catalogue catalogue) {
        Suppressions suppressions = new Suppressions();
        for (Rest rest : rests) {
            Key key = new Key(catalogue.find(rest.productId()), rest.kind());
            (rest.hidden() ? suppressions.hidden : suppressions.demoted)
                    .merge(key, rest.until(), (one, other) -> one.isAfter(other) ? one : other);
        }
        return suppressions;
    }

    /** Whether the product is not to be shown as that kind. A rest of the kind itself goes before one of every kind. */
    public boolean suppressed(int product, Kind kind, Instant now) {
        return rests(hidden, product, kind, now);
    }

    /** Whether the product is to come later than others. */
    public boolean demoted(int product, Kind kind, Instant now) {
        return rests(demoted, product, kind, now);
    }

    private static boolean rests(Map<Key, Instant> of, int product, Kind kind, Instant now) {
        if (of.isEmpty()) {
            return false;
        }
        Instant until = of.get(new Key(product, kind.name()));
        if (until == null) {
            until = of.get(new Key(product, null));
        }
        return until != null && now.isBefore(until);
    }
}
