package io.desirepath.benchmark.recommendation;

import io.desirepath.benchmark.recommendation.Tuned.Family;
import io.desirepath.benchmark.recommendation.Tuned.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The methods beside ours for Ta-Feng, with fewer settings than for orders: each is tuned once for every division. */
final class TaFengMethods {

    static final String GP_TOP_FREQ = "GP-TopFreq by histories";

    /** The same without what the user never bought. */
    static final String P_TOP_FREQ = "P-TopFreq by histories";

    private static final int ALL = Integer.MAX_VALUE / 2;

    private TaFengMethods() {}

    /**
     * The methods of table 4 of Li et al. TIFU-kNN has the settings of its paper for Ta-Feng; those of UP-CF are not given:
     * 100 neighbours as in the implementation of Li et al., the others chosen on validation users.
     */
    static Map<String, Setting> published() {
        Map<String, Setting> published = new LinkedHashMap<>();
        published.put("G-TopFreq by histories", new Setting("", Baselines.popularity()));
        published.put(GP_TOP_FREQ, new Setting("", Baselines.personal()));
        published.put("UP-CF by histories", PUBLISHED_UPCF);
        published.put("TIFU-kNN by histories", PUBLISHED_TIFU);
        return published;
    }

    private static final Setting PUBLISHED_UPCF = upcf(10, .25, 5, 100);
    private static final Setting PUBLISHED_TIFU = tifu(300, .9, .7);

    static List<Family> families() {
        return List.of(
                new Family(
                        "global popularity",
                        List.of(
                                new Setting("all time", Baselines.popularity()),
                                new Setting("latest", Baselines.latestPopularity()))),
                new Family("personal frequency, then global", List.of(new Setting("", Baselines.personal()))),
                new Family(
                        "personal frequency and latest popularity",
                        Stream.of(.001, 10.0, 20.0, 35.0, 50.0, 100.0)
                                .map(weight -> new Setting("weight " + weight, Baselines.personalAndLatest(weight)))
                                .toList()),
                new Family(
                        "UP-CF",
                        List.of(
                                PUBLISHED_UPCF,
                                upcf(10, .25, 1, 100),
                                upcf(10, .25, 2, 1000),
                                upcf(10, .25, 2, ALL),
                                upcf(5, .25, 2, 1000),
                                upcf(25, .25, 2, 1000),
                                upcf(25, .5, 2, 1000))),
                new Family(
                        "TIFU-kNN",
                        List.of(
                                PUBLISHED_TIFU,
                                tifu(300, .9, .3),
                                tifu(300, .9, .1),
                                tifu(300, 1, .1),
                                tifu(900, .9, .1),
                                tifu(900, 1, .05))),
                new Family("item-kNN cosine, last basket", itemKnn(true)),
                new Family("item-kNN cosine, whole history", itemKnn(false)),
                new Family("LLR / CCO", List.of(llr(50), llr(300))));
    }

    private static Setting upcf(int last, double asymmetry, double locality, int most) {
        return new Setting(
                "r %d, α %s, q %s, %s neighbours".formatted(last, asymmetry, locality, most == ALL ? "all" : most),
                Baselines.upcf(last, asymmetry, locality, most));
    }

    private static Setting tifu(int most, double within, double alpha) {
        return new Setting(
                "k %d, m 7, r_b %s, r_g .7, α %s".formatted(most, within, alpha),
                Baselines.tifu(most, 7, within, .7, alpha));
    }

    private static List<Setting> itemKnn(boolean lastOnly) {
        return List.of(
                new Setting("all neighbours, by baskets", Baselines.itemKnn(Baselines.Pair.BASKET, lastOnly, ALL, 0)),
                new Setting("all neighbours, by accounts", Baselines.itemKnn(Baselines.Pair.ACCOUNT, lastOnly, ALL, 0)),
                new Setting(
                        "200 neighbours, by accounts", Baselines.itemKnn(Baselines.Pair.ACCOUNT, lastOnly, 200, 0)));
    }

    private static Setting llr(int most) {
        return new Setting(
                most + " neighbours, LLR above 10.8", Baselines.itemKnn(Baselines.Pair.LLR, false, most, 10.8));
    }
}
