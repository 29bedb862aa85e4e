package io.desirepath.recommendation.serving;

import io.desirepath.recommendation.accountcontext.domain.ProductHistory;
import io.desirepath.recommendation.candidate.domain.Candidate;
import io.desirepath.recommendation.candidate.domain.Candidate.Companion;
import io.desirepath.recommendation.catalog.domain.Catalogue;
import io.desirepath.recommendation.serving.Recommendations.Reason;
import io.desirepath.recommendation.serving.Recommendations.ReasonCode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Says in words why a candidate is recommended, and what that rests on. */
final class Reasons {

    private final Catalogue catalogue;
    private final int trendingDays;

    Reasons(Catalogue catalogue, int trendingDays) {
        this.catalogue = catalogue;
        this.trendingDays = trendingDays;
    }

    Reason of(Candidate candidate) {
        return switch (candidate) {
            case Candidate.Reorder reorder -> reorder(reorder);
            case Candidate.CrossSell crossSell -> crossSell(crossSell);
            case Candidate.Trending trending ->
                new Reason(
                        ReasonCode.TRENDING,
                        "Ordered by " + counted(trending.accounts(), "company", "companies") + " in the last "
                                + trendingDays + " days.",
                        List.of(new Evidence.Popularity(trending.accounts(), trending.quantity(), trendingDays)));
            case Candidate.Pinned _ -> new Reason(ReasonCode.PINNED, "Chosen by the merchant.", List.of());
            case Candidate.Upsell upsell -> Alternatives.upsell(upsell, catalogue);
            case Candidate.Substitute substitute -> Alternatives.substitute(substitute, catalogue);
        };
    }

    /** The numbers behind a candidate's score. */
    static Map<String, Double> features(Candidate candidate) {
        Map<String, Double> features = new LinkedHashMap<>();
        switch (candidate) {
            case Candidate.Reorder(int _, double _, ProductHistory history, var signal) -> {
                features.put("orders", (double) history.orders());
                features.put("frequency", rounded(history.frequencyAfter(signal.daysSinceLast())));
                features.put("daysSinceLast", rounded(signal.daysSinceLast()));
                features.put("dueNow", rounded(signal.dueNow()));
                features.put("lapse", rounded(signal.lapse()));
                features.put("usualDays", rounded(signal.forecast().days()));
                Double gap = history.medianGapDays();
                if (gap != null) {
                    features.put("medianGapDays", gap);
                    features.put("intervalProgress", rounded(signal.daysSinceLast() / Math.max(gap, 1)));
                }
            }
            case Candidate.CrossSell(int _, double _, List<Companion> companions) ->
                features.put("strongestCompanion", rounded(companions.getFirst().score()));
            case Candidate.Trending trending -> {
                features.put("accounts", (double) trending.accounts());
                features.put("quantity", (double) trending.quantity());
            }
            case Candidate.Pinned _ -> {}
            case Candidate.Upsell upsell -> {
                features.put("declared", upsell.declared() == null ? 0d : 1d);
                features.put("switched", (double) upsell.switched());
            }
            case Candidate.Substitute substitute -> {
                features.put("alike", rounded(substitute.alike()));
                features.put("switched", (double) substitute.switched());
            }
        }
        return features;
    }

    /** To four decimals, as scores are shown. */
    static double rounded(double value) {
        return Math.round(value * 10_000) / 10_000d;
    }

    private static Reason reorder(Candidate.Reorder reorder) {
        ProductHistory history = reorder.history();
        List<Evidence> evidence = history.latest().stream()
                .<Evidence>map(order -> new Evidence.Order(order.messageId(), order.at(), order.quantity()))
                .toList();
        LocalDate last = history.lastAt().atOffset(ZoneOffset.UTC).toLocalDate();
        if (reorder.signal().isDue(history)) {
            LocalDate due = last.plusDays(Math.round(reorder.signal().forecast().days()));
            double silent = reorder.signal().daysSinceLast();
            String text = "Due " + (silent < reorder.signal().forecast().days() ? "on " : "since ") + due
                    + ", usually every "
                    + counted(Math.round(Objects.requireNonNull(history.medianGapDays())), "day", "days")
                    + ", last " + counted(history.latest().getFirst().quantity(), "piece", "pieces") + ".";
            return new Reason(ReasonCode.DUE_FOR_REORDER, text, evidence);
        }
        String text = history.orders() == 1
                ? "Ordered on " + last + "."
                : "Ordered " + history.orders() + " times, last on " + last + ".";
        return new Reason(ReasonCode.BOUGHT_BEFORE, text, evidence);
    }

    private Reason crossSell(Candidate.CrossSell crossSell) {
        Companion first = crossSell.companions().getFirst();
        String from = switch (first.origin()) {
            case CART -> "which is in the cart";
            case ORDER -> "which you ordered";
            case VIEW -> "which you looked at";
        };
        // A pair may be significant without ever having lain in one basket.
        String how = first.baskets() > 0
                ? "in " + counted(first.baskets(), "order", "orders")
                : "by " + counted(first.accounts(), "company", "companies");
        String text = "Bought together with " + catalogue.name(first.product()) + ", " + from + ", " + how + ".";
        return new Reason(
                ReasonCode.BOUGHT_TOGETHER,
                text,
                crossSell.companions().stream()
                        .<Evidence>map(c -> new Evidence.Companion(
                                catalogue.id(c.product()),
                                catalogue.name(c.product()),
                                c.origin(),
                                c.baskets(),
                                c.accounts(),
                                rounded(c.score())))
                        .toList());
    }

    static String counted(long count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }
}
