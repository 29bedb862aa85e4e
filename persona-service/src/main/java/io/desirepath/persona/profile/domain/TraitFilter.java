package io.desirepath.persona.profile.domain;

import io.desirepath.contracts.MessageId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a message says of a profile apart from what cannot be kept: values of another type than declared, and
 * values that no profile field or trait may have. Nobody is there to be told, so they are counted.
 *
 * @param types the declared types by name
 * @param fits whether a value makes sense for the field that a well-known name stands for
 */
public record TraitFilter(Map<String, TraitType> types, BiPredicate<String, Object> fits) {

    /** @param found the type of what was said */
    public record Misfit(String name, TraitType found, Instant at, MessageId messageId) {}

    /**
     * @param misfits what is not of the declared type
     * @param ignored how many values were dropped for any other reason
     */
    public record Sorted(HeardTraits heard, List<Misfit> misfits, int ignored) {

        public static final Sorted NOTHING = new Sorted(HeardTraits.NONE, List.of(), 0);

        public Sorted {
            misfits = List.copyOf(misfits);
        }
    }

    public TraitFilter {
        types = Map.copyOf(types);
    }

    /** @param said as the message has it; an object in it counts as traits with dotted names, {@code address.country} */
    public Sorted sort(Map<String, @Nullable Object> said, boolean confirmed, Instant at, MessageId messageId) {
        Map<String, HeardTrait> heard = new TreeMap<>();
        List<Misfit> misfits = new ArrayList<>();
        int ignored = 0;
        for (var trait : flat(said).entrySet()) {
            String name = trait.getKey();
            Object value = trait.getValue();
            TraitType type = types.get(name);
            if (Traits.objection(name, value == null ? "" : value).isPresent()) {
                ignored++;
            } else if (value != null && type != null && !type.fits(value)) {
                misfits.add(new Misfit(name, TraitType.of(value), at, messageId));
            } else if (value != null && !fits.test(name, value)) {
                ignored++;
            } else {
                heard.put(name, new HeardTrait(value, confirmed, at, messageId));
            }
        }
        return new Sorted(new HeardTraits(heard), misfits, ignored);
    }

    private static Map<String, @Nullable Object> flat(Map<String, @Nullable Object> said) {
        Map<String, @Nullable Object> flat = new TreeMap<>();
        said.forEach((name, value) -> {
            if (value instanceof Map<?, ?> inner) {
                inner.forEach((key, innerValue) -> flat.put(name + "." + key, innerValue));
            } else {
                flat.put(name, value);
            }
        });
        return flat;
    }
}
