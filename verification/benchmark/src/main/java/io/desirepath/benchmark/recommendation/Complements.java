package io.desirepath.benchmark.recommendation;

import io.desirepath.recommendation.ranker.domain.CandidateRows;
import io.desirepath.recommendation.ranker.domain.Feature;
import io.desirepath.recommendation.ranker.domain.SparseScores;
import io.desirepath.recommendation.ranker.domain.TwoRankers;
import io.desirepath.recommendation.ranker.domain.Weighting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * The cross-sell list by itself: novel items that are bought along with what the account has, and are no substitute of
 * anything in its last basket. A substitute is of the same family, which here is the last word of the name, or a variant.
 */
final class Complements {

    static final String CROSS_SELL = Report.OURS + ", cross-sell only";
    static final String SAME_FAMILY = "popular in the same family";

    private Complements() {}

    /** Adds both methods to the list, and says how the cross-sell list differs from what it must beat. */
    static List<Report.Difference> differences(
            OrderWorld world, Window window, TwoRankers rankers, List<Evaluated> methods) {
        Families families = new Families(world.names);
        Evaluated ours = evaluated(CROSS_SELL, window, crossSell(rankers, families));
        Evaluated sameFamily = evaluated(SAME_FAMILY, window, sameFamily(families));
        List<Evaluated> others = new ArrayList<>(List.of(sameFamily));
        methods.stream().filter(method -> method.name().startsWith("item-kNN")).forEach(others::add);
        methods.add(ours);
        methods.add(sameFamily);
        List<Report.Difference> differences = new ArrayList<>();
        for (Evaluated other : others) {
            Report.FIGURES.forEach((name, figure) -> {
                if (name.startsWith("novel")) {
                    differences.add(Report.difference(name, figure, ours, other));
                }
            });
        }
        return differences;
    }

    private static BiFunction<Window, TopTen, Method> crossSell(TwoRankers rankers, Families families) {
        return (window, top) -> {
            var features = Ranked.features(window);
            return (one, into) -> {
                CandidateRows rows = features.of(window.histories(), one.account(), one.account(), window.day());
                Set<String> basket = families.ofLastBasket(window, one);
                for (int row = 0; row < rows.size(); row++) {
                    int item = rows.items()[row];
                    boolean goesWith = !rows.bought()[row] && rows.feature(row, Feature.LLR) > 0;
                    boolean substitute =
                            rows.feature(row, Feature.VARIANTS_LAST) > 0 || basket.contains(families.of(item));
                    if (goesWith && !substitute) {
                        into.add(item, rankers.score(rows, row, one.belief()));
                    }
                }
            };
        };
    }

    /** Everything of the families that the account bought of, by popularity. */
    private static BiFunction<Window, TopTen, Method> sameFamily(Families families) {
        return (window, top) -> (one, into) -> {
            var own = new HashSet<String>();
            one.known().forEach(item -> own.add(families.of(item)));
            for (int item = 0; item < window.popularity().size(); item++) {
                int accounts = window.knowledge().facts().accounts()[item];
                if (accounts > 0 && own.contains(families.of(item))) {
                    into.add(item, accounts);
                }
            }
        };
    }

    private static Evaluated evaluated(String name, Window window, BiFunction<Window, TopTen, Method> method) {
        return Evaluated.of(name, "", window, Method.run(window, method));
    }

    private record Families(List<String> names) {
        String of(int item) {
            String[] words = names.get(item).toLowerCase(Locale.ROOT).strip().split("\\s+");
            String last = words[words.length - 1];
            return last.endsWith("s") ? last.substring(0, last.length() - 1) : last;
        }

        Set<String> ofLastBasket(Window window, Case one) {
            var last = new SparseScores();
            Weighting.recentShare(1).weigh(window.histories(), one.account(), window.day(), last);
            Set<String> families = new HashSet<>();
            for (int row = 0; row < last.size(); row++) {
                families.add(of(last.item(row)));
            }
            return families;
        }
    }
}
