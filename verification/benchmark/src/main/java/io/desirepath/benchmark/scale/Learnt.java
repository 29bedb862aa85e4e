package io.desirepath.benchmark.scale;

import io.desirepath.recommendation.candidate.domain.ModelLists;
import io.desirepath.recommendation.catalog.domain.Catalogue;
import io.desirepath.recommendation.catalog.domain.ProductNumbers;
import io.desirepath.recommendation.ranker.domain.ItemFacts;
import io.desirepath.recommendation.ranker.domain.Knowledge;
import io.desirepath.recommendation.ranker.domain.NameLists;
import io.desirepath.recommendation.ranker.domain.OrderHistories;
import io.desirepath.recommendation.ranker.domain.PairLists;
import io.desirepath.recommendation.ranker.domain.ServedRanking;
import io.desirepath.recommendation.ranker.domain.TwoRankers;
import io.desirepath.recommendation.reorder.domain.Intervals;
import io.desirepath.recommendation.reorder.domain.ProductIntervals;
import io.desirepath.recommendation.training.domain.PipelineParameters;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * What a training would have learnt. How often products sell is counted from the generated orders; what goes with what is drawn:
 * from the same family, from four others that go with it, and from what sells everywhere. A product that few bought has few
 * pairs.
 */
final class Learnt {

    private static final int PAIRS_OF_AN_ACCOUNT = 30;
    private static final int COMPLEMENTS_OF_AN_ACCOUNT = 10;
    private static final int TRENDING = 200;
    private static final int TRENDING_DAYS = 30;
    private static final int LATEST_DAYS = 10;

    private final Buyers buyers;
    private final OrderHistories histories;
    private final ItemFacts facts;
    private final PipelineParameters parameters;

    Learnt(Buyers buyers) {
        this.buyers = buyers;
        this.histories = buyers.histories();
        this.facts = facts(histories, buyers.today());
        this.parameters = PipelineParameters.DEFAULT.forProducts(facts.items());
    }

    ModelLists lists() {
        var lists = new ModelLists.Builder(sum(this::complements));
        for (int product = 0; product < facts.items(); product++) {
            int accounts = facts.accounts()[product];
            lists.popularity(product, accounts);
            int[] others = complements(product);
            for (int rank = 0; rank < others.length; rank++) {
                double strength = strength(rank, others.length);
                lists.complement(
                        product, others[rank], strength, 1 + accounts / (20 + rank), 1 + accounts / (10 + rank));
            }
        }
        IntStream.range(0, facts.items())
                .boxed()
                .sorted(Comparator.comparingInt((Integer product) -> facts.recentAccounts()[product])
                        .reversed())
                .limit(TRENDING)
                .forEach(product ->
                        lists.trending(product, facts.recentAccounts()[product], facts.recentAccounts()[product] * 5L));
        return lists.build("generated", TRENDING_DAYS);
    }

    ServedRanking ranking(Catalogue catalogue) {
        Map<String, Integer> accounts = HashMap.newHashMap(buyers.accounts());
        for (int account = 0; account < buyers.accounts(); account++) {
            accounts.put(buyers.id(account).value(), account);
        }
        Knowledge knowledge = Knowledge.of(
                histories,
                facts,
                pairs(),
                NameLists.of(facts.items(), catalogue::id, catalogue::name),
                Knowledge.Settings.DEFAULT);
        return new ServedRanking(TwoRankers.PRIOR, knowledge, histories, accounts);
    }

    /** Of products that somebody has bought twice. */
    ProductIntervals intervals(ProductNumbers numbers) {
        var intervals = new ProductIntervals.Builder(numbers);
        for (int product = 0; product < facts.items(); product++) {
            int gaps = facts.baskets()[product] - facts.accounts()[product];
            if (gaps > 0) {
                intervals.add(buyers.assortment().id(product), new Intervals(gaps, gaps * 4.2));
            }
        }
        return intervals.build();
    }

    private PairLists pairs() {
        var lists = new PairLists.Builder(facts.items(), sum(this::pairs));
        for (int product = 0; product < facts.items(); product++) {
            int[] others = pairs(product);
            for (int rank = 0; rank < others.length; rank++) {
                float strength = (float) strength(rank, others.length);
                lists.row(product, others[rank], strength, strength * .9f, strength * .7f, strength * 60);
            }
        }
        return lists.build();
    }

    private int[] complements(int product) {
        int most = COMPLEMENTS_OF_AN_ACCOUNT * facts.accounts()[product];
        return drawn(product, Math.min(parameters.maxComplements(), most), true);
    }

    private int[] pairs(int product) {
        int most = PAIRS_OF_AN_ACCOUNT * facts.accounts()[product];
        return drawn(product, Math.min(parameters.maxPairs(), most), false);
    }

    private int sum(IntFunction<int[]> drawn) {
        return IntStream.range(0, facts.items())
                .map(product -> drawn.apply(product).length)
                .sum();
    }

    private static double strength(int rank, int most) {
        return .4 * (1 - (double) rank / (most + 1)) + .01;
    }

    private int[] drawn(int product, int most, boolean otherFamilies) {
        Assortment assortment = buyers.assortment();
        var random = new SplittableRandom(product);
        int family = product / Assortment.FAMILY;
        Set<Integer> others = new LinkedHashSet<>();
        for (int draws = 0; others.size() < most && draws < 3 * most; draws++) {
            int where = random.nextInt(10);
            int of = family;
            if (where == 0) {
                of = buyers.family(Buyers.zipf(assortment.families(), .7, random.nextInt(1 << 30)));
            } else if (where < 5 || otherFamilies) {
                of = (family * 31 + where % 4 + 1) % assortment.families();
            }
            int other = of * Assortment.FAMILY + Buyers.zipf(Assortment.FAMILY, .5, random.nextInt(1 << 30));
            if (other != product && other < facts.items() && facts.accounts()[other] > 0) {
                others.add(other);
            }
        }
        return others.stream().mapToInt(Integer::intValue).toArray();
    }

    private static ItemFacts facts(OrderHistories histories, int today) {
        var facts = new ItemFacts(today, histories.items());
        int[] lastAccount =
                IntStream.generate(() -> -1).limit(histories.items()).toArray();
        int[] lastRepeater = lastAccount.clone();
        int[] lastRecent = lastAccount.clone();
        int[] lastLatest = lastAccount.clone();
        for (int account = 0; account < histories.accounts(); account++) {
            for (int basket = histories.firstBasket(account); basket < histories.endBasket(account); basket++) {
                int day = histories.day(basket);
                for (int line = histories.firstLine(basket); line < histories.endLine(basket); line++) {
                    int item = histories.item(line);
                    facts.baskets()[item]++;
                    if (lastAccount[item] == account) {
                        count(facts.repeaters(), lastRepeater, item, account);
                    }
                    facts.firstDay()[item] = facts.accounts()[item] == 0 ? day : Math.min(day, facts.firstDay()[item]);
                    facts.lastDay()[item] = Math.max(day, facts.lastDay()[item]);
                    count(facts.accounts(), lastAccount, item, account);
                    if (day >= today - TRENDING_DAYS) {
                        count(facts.recentAccounts(), lastRecent, item, account);
                    }
                    if (day >= today - LATEST_DAYS) {
                        count(facts.latestAccounts(), lastLatest, item, account);
                    }
                }
            }
        }
        return facts;
    }

    /** Each account once. */
    private static void count(int[] counts, int[] lastCounted, int item, int account) {
        if (lastCounted[item] != account) {
            lastCounted[item] = account;
            counts[item]++;
        }
    }
}
