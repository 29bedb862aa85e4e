package io.desirepath.recommendation.serving;

import io.desirepath.recommendation.accountcontext.domain.AccountContext.View;
import io.desirepath.recommendation.accountcontext.domain.ProductHistory;
import io.desirepath.recommendation.candidate.domain.Candidate;
import io.desirepath.recommendation.candidate.domain.Candidates;
import io.desirepath.recommendation.candidate.domain.Kind;
import io.desirepath.recommendation.candidate.domain.Request;
import io.desirepath.recommendation.ranking.domain.Arrangement;
import io.desirepath.recommendation.ranking.domain.ContentMatch;
import io.desirepath.recommendation.ranking.domain.Mix;
import io.desirepath.recommendation.ranking.domain.Placed;
import io.desirepath.recommendation.ranking.domain.RulesInForce;
import io.desirepath.recommendation.ranking.domain.Strategy;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** One list of an answer, with all that it came from. */
final class OneList {

    /** More content is not looked at for one list. */
    private static final int MOST_CONTENT = 100;

    private static final List<Kind> OF_NOBODY = List.of(Kind.REORDER, Kind.CROSS_SELL, Kind.TRENDING);
    private static final Mix WHAT_TRENDS = new Mix(Map.of(Kind.TRENDING, 1d));

    /** A candidate that a hard filter removed. */
    record Removal(Candidate candidate, String filter) {}

    final UUID id = UUID.randomUUID();
    final RecommendationQuery query;
    final Situation situation;
    final Request request;
    final Candidates candidates;
    final Selection selection;
    final Mix mix;
    final List<Placed> placed;
    final List<Removal> removals = new ArrayList<>();

    /**
     * @param taken what is in earlier lists of the answer
     * @param explores whether chance may have a say
     */
    OneList(RecommendationQuery query, Situation situation, Set<Object> taken, boolean explores) {
        this.query = query;
        this.situation = situation;
        this.request = new Request(
                situation.account(),
                query.items(),
                situation.catalogue(),
                situation.model(),
                situation.now(),
                situation.terms(),
                situation.intervals(),
                situation.shelf());
        RulesInForce rules = RulesInForce.of(
                situation.rules(), query.placement(), situation.asking(), situation.now(), situation.attributes());
        Set<Integer> pinned = rules.pins().keySet();
        this.candidates = query.explain()
                ? situation
                        .known()
                        .generate(
                                situation.accountId(),
                                request,
                                pinned,
                                (lost, filter) -> removals.add(new Removal(lost, filter)))
                : situation.known().of(situation.accountId(), request, pinned);
        Strategy strategy = situation.strategy();
        Strategy.Slots slots = strategy.slots(query.placement());
        this.mix = situation.heldOut() ? WHAT_TRENDS : strategy.mix(query.placement(), situation.belief());
        List<Kind> fill = fill(slots);
        this.selection = new Selection(rules, query.filter(), taken, situation.attributes());
        selection.addProducts(candidates);
        if (!situation.content().isEmpty() && mayShow(Kind.CONTENT, fill)) {
            selection.addContent(ContentMatch.best(situation.content(), reader(), MOST_CONTENT));
        }
        Strategy.Tuning tuning = explores && !situation.heldOut()
                ? strategy.tuning()
                : strategy.tuning().still();
        this.placed = new Arrangement(mix, fill, query.limit(), tuning, seed()).of(selection.options(), rules);
    }

    private List<Kind> fill(Strategy.Slots slots) {
        if (situation.heldOut()) {
            return List.of(Kind.TRENDING);
        }
        // Whoever is not known gets what trends, also where the strategy would show nothing but the account's own.
        return situation.isKnown() ? slots.fill() : OF_NOBODY;
    }

    private boolean mayShow(Kind kind, List<Kind> fill) {
        return mix.shares().getOrDefault(kind, 0d) > 0 || fill.contains(kind);
    }

    private ContentMatch.Reader reader() {
        return new ContentMatch.Reader(
                situation.belief(),
                situation.person() == null ? null : situation.person().personaId(),
                situation.person() == null ? null : situation.person().role(),
                situation.missingRoles(),
                families());
    }

    /** Of what is on the page; else of what the account looked at and bought. */
    private Set<String> families() {
        Set<String> families = new HashSet<>();
        query.items().forEach(product -> addFamily(product, families));
        if (families.isEmpty()) {
            for (View view : situation.account().views()) {
                addFamily(view.productId(), families);
            }
            for (ProductHistory bought : situation.account().history()) {
                addFamily(bought.productId(), families);
            }
        }
        return families;
    }

    private void addFamily(String productId, Set<String> families) {
        String family = situation.attributes().family(situation.attributes().find(productId));
        if (family != null) {
            families.add(family);
        }
    }

    /** A page that is opened again shows the same: chance draws once a day for each account and placement. */
    private long seed() {
        return Objects.hash(
                situation.accountId().value(),
                query.placement().wireName(),
                situation.strategy().version(),
                situation.now().truncatedTo(ChronoUnit.DAYS));
    }

    Slate slate() {
        List<Slate.Shown> shown = new ArrayList<>(placed.size());
        for (Placed each : placed) {
            String product = product(each);
            shown.add(new Slate.Shown(
                    shown.size() + 1,
                    each.option().kind(),
                    product,
                    product == null ? Objects.toString(each.option().item().identity()) : null,
                    each.option().item().score(),
                    each.origin(),
                    each.propensity()));
        }
        return new Slate(
                id,
                situation.accountId(),
                situation.contact(),
                query.placement().wireName(),
                situation.now(),
                situation.stage(),
                situation.strategy().version(),
                situation.model().version(),
                situation.heldOut(),
                shown);
    }

    private @org.jspecify.annotations.Nullable String product(Placed each) {
        return switch (each.option().item()) {
            case io.desirepath.recommendation.ranking.domain.Option.Item.Product product ->
                situation.catalogue().id(product.candidate().product());
            case io.desirepath.recommendation.ranking.domain.Option.Item.Content _ -> null;
        };
    }
}
