package io.desirepath.contracts.condition;

import io.desirepath.contracts.BuyingRole;
import java.util.List;
import java.util.Map;

/** Facts for tests; activity is counted by event alone. */
record KnownFacts(
        BuyingRole role,
        String seniority,
        String department,
        String title,
        Map<String, Object> traits,
        List<AccountFacts> accounts,
        Map<String, Long> counts)
        implements Facts {

    static final KnownFacts NOTHING = new KnownFacts(null, null, null, null, Map.of(), List.of(), null);

    static KnownFacts titled(String title) {
        return new KnownFacts(null, null, null, title, Map.of(), List.of(), null);
    }

    static KnownFacts of(AccountFacts... accounts) {
        return new KnownFacts(null, null, null, null, Map.of(), List.of(accounts), null);
    }

    static KnownFacts trait(String name, Object value) {
        return new KnownFacts(null, null, null, null, Map.of(name, value), List.of(), null);
    }

    static KnownFacts counted(String event, long count) {
        return new KnownFacts(null, null, null, null, Map.of(), List.of(), Map.of(event, count));
    }

    @Override
    public Object trait(String name) {
        return traits.get(name);
    }

    @Override
    public Long activities(String event, String touchpoint, int withinDays) {
        return counts == null ? null : counts.getOrDefault(event, 0L);
    }
}
