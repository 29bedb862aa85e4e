package io.desirepath.persona.persona.domain;

import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.condition.Facts;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a contact on a day.
 *
 * @param accounts those the contact acts for
 * @param behaviour of the last year; null if it may not be looked at
 * @param today UTC
 */
public record ContactFacts(
        @Nullable BuyingRole role,
        @Nullable String seniority,
        @Nullable String department,
        @Nullable String title,
        Map<String, Object> traits,
        List<AccountFacts> accounts,
        @Nullable List<Behaviour> behaviour,
        LocalDate today)
        implements Facts {

    public ContactFacts {
        traits = Map.copyOf(traits);
        accounts = List.copyOf(accounts);
        behaviour = behaviour == null ? null : List.copyOf(behaviour);
    }

    @Override
    public @Nullable Object trait(String name) {
        return traits.get(name);
    }

    @Override
    public @Nullable Long activities(@Nullable String event, @Nullable String touchpoint, int withinDays) {
        if (behaviour == null) {
            return null;
        }
        LocalDate before = today.minusDays(withinDays);
        return behaviour.stream()
                .filter(done -> done.day().isAfter(before))
                .filter(done -> event == null || event.equalsIgnoreCase(done.event()))
                .filter(done -> touchpoint == null || touchpoint.equalsIgnoreCase(done.touchpoint()))
                .mapToLong(Behaviour::count)
                .sum();
    }
}
