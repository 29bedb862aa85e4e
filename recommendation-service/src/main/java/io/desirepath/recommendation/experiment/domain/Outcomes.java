package io.desirepath.recommendation.experiment.domain;

import io.desirepath.recommendation.accountcontext.domain.Purchase;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Gathers what the accounts of an experiment did, and puts it into one currency: there is no rate to add up two. */
public final class Outcomes {

    /**
     * An account that got a list of the experiment.
     *
     * @param pure whether all its lists were of the same variant
     * @param from when it got the first one
     */
    public record Participant(String variant, boolean pure, Instant from, long lists) {}

    private record Raw(
            Participant participant,
            long views,
            long clicks,
            Map<String, BigDecimal> revenue,
            Map<String, BigDecimal> before) {

        AccountOutcome in(@Nullable String currency) {
            return new AccountOutcome(
                    participant.lists(),
                    views,
                    clicks,
                    sum(revenue, currency),
                    !revenue.isEmpty(),
                    sum(before, currency),
                    !before.isEmpty());
        }

        private static double sum(Map<String, BigDecimal> sums, @Nullable String currency) {
            BigDecimal sum = currency == null ? null : sums.get(currency);
            return sum == null ? 0 : sum.doubleValue();
        }
    }

    private final Instant beforeFrom;
    private final Instant started;
    private final Instant end;
    private final List<Raw> accounts = new ArrayList<>();
    private long mixed;

    /**
     * @param beforeFrom from when on accounts are looked at, to know them without the experiment
     * @param end exclusive
     */
    public Outcomes(Instant beforeFrom, Instant started, Instant end) {
        this.beforeFrom = beforeFrom;
        this.started = started;
        this.end = end;
    }

    /** @param net its purchases, net of refunds, in any order */
    public void add(Participant participant, long views, long clicks, Collection<Purchase> net) {
        if (!participant.pure()) {
            mixed++;
            return;
        }
        Map<String, BigDecimal> revenue = new HashMap<>();
        Map<String, BigDecimal> before = new HashMap<>();
        for (Purchase purchase : net) {
            if (isWithin(purchase, participant.from(), end)) {
                add(revenue, purchase);
            } else if (isWithin(purchase, beforeFrom, started)) {
                add(before, purchase);
            }
        }
        accounts.add(new Raw(participant, views, clicks, revenue, before));
    }

    /** The currency in which most accounts bought; null if none bought anything. */
    public @Nullable String currency() {
        Map<String, Integer> accountsWith = new TreeMap<>();
        for (Raw account : accounts) {
            account.revenue().keySet().forEach(currency -> accountsWith.merge(currency, 1, Integer::sum));
        }
        return accountsWith.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey)
                .orElse(null);
    }

    /** Accounts that bought in another currency: what they bought in it is in no number. */
    public long accountsInOtherCurrencies() {
        String currency = currency();
        return accounts.stream()
                .filter(account -> account.revenue().keySet().stream().anyMatch(other -> !other.equals(currency)))
                .count();
    }

    /** Accounts that got lists of several variants, and are in none. */
    public long mixedAccounts() {
        return mixed;
    }

    public Map<String, List<AccountOutcome>> byVariant() {
        String currency = currency();
        Map<String, List<AccountOutcome>> outcomes = new HashMap<>();
        for (Raw account : accounts) {
            outcomes.computeIfAbsent(account.participant().variant(), name -> new ArrayList<>())
                    .add(account.in(currency));
        }
        return outcomes;
    }

    private static boolean isWithin(Purchase purchase, Instant from, Instant to) {
        return !purchase.at().isBefore(from) && purchase.at().isBefore(to);
    }

    private static void add(Map<String, BigDecimal> sums, Purchase purchase) {
        sums.merge(purchase.currency(), purchase.amount(), BigDecimal::add);
    }
}
