package io.desirepath.recommendation.family.domain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What accounts did about products that can stand in for each other.
 *
 * @param switched an account bought the first product on at least two days, then the second on at least two, and the
 *     first no more: what is bought once in passing is no change of habit
 * @param viewedAlong an account looked at both within {@value #ALONG_DAYS} days
 */
public record Choices(PairCounts switched, PairCounts viewedAlong) {

    public static final Choices NONE = new Choices(PairCounts.NONE, PairCounts.NONE);

    static final int ALONG_DAYS = 7;

    /** Of an account that looks at everything only the latest views count. */
    static final int MOST_VIEWS = 50;

    private static final int LEAST_DAYS = 2;

    /** One account's days of one product, from 1970-01-01: purchases by their first and last, or a view. */
    private record Span(int product, int first, int last) {}

    /** Takes accounts one after the other. */
    public static final class Builder {
        private final List<List<Span>> bought = new ArrayList<>();
        private final List<List<Span>> viewed = new ArrayList<>();
        private List<Span> boughtByAccount = new ArrayList<>();
        private List<Span> viewedByAccount = new ArrayList<>();

        /**
         * @param days different days on which the account bought it
         * @param first the first of them
         * @param last the last of them
         */
        public void bought(int product, int days, int first, int last) {
            if (days >= LEAST_DAYS) {
                boughtByAccount.add(new Span(product, first, last));
            }
        }

        public void viewed(int product, int day) {
            viewedByAccount.add(new Span(product, day, day));
        }

        /** What follows is another account's. */
        public void nextAccount() {
            boughtByAccount = closed(boughtByAccount, bought);
            viewedByAccount = closed(viewedByAccount, viewed);
        }

        private static List<Span> closed(List<Span> of, List<List<Span>> all) {
            if (of.size() < 2) {
                of.clear();
                return of;
            }
            all.add(of);
            return new ArrayList<>();
        }

        public Choices build(Families families) {
            nextAccount();
            PairCounts.Counting switched = new PairCounts.Counting();
            for (List<Span> account : bought) {
                count(account, families, switched, (from, to) -> from.last() < to.first());
            }
            PairCounts.Counting along = new PairCounts.Counting();
            for (List<Span> account : viewed) {
                List<Span> latest = account.stream()
                        .sorted(Comparator.comparingInt(Span::last).reversed().thenComparingInt(Span::product))
                        .limit(MOST_VIEWS)
                        .toList();
                count(latest, families, along, (one, other) -> Math.abs(one.last() - other.last()) <= ALONG_DAYS);
            }
            return new Choices(switched.done(), along.done());
        }

        private interface Pairing {
            boolean holds(Span one, Span other);
        }

        private static void count(
                List<Span> account, Families families, PairCounts.Counting counting, Pairing pairing) {
            for (Span one : account) {
                for (Span other : account) {
                    if (one.product() != other.product()
                            && families.together(one.product(), other.product())
                            && pairing.holds(one, other)) {
                        counting.add(one.product(), other.product());
                    }
                }
            }
        }
    }
}
