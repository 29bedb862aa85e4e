package io.desirepath.recommendation.serving;

import io.desirepath.recommendation.accountcontext.domain.AccountContext.View;
import io.desirepath.recommendation.accountcontext.domain.ProductHistory;
import io.desirepath.recommendation.candidate.RankCandidates;
import io.desirepath.recommendation.candidate.domain.Candidate;
import io.desirepath.recommendation.candidate.domain.Candidates;
import io.desirepath.recommendation.candidate.domain.Kind;
import io.desirepath.recommendation.candidate.domain.Removed;
import io.desirepath.recommendation.candidate.domain.Request;
import io.desirepath.recommendation.catalog.content.domain.ContentItem;
import io.desirepath.recommendation.feedback.domain.Slate;
import io.desirepath.recommendation.ranking.domain.Arrangement;
import io.desirepath.recommendation.ranking.domain.ContentMatch;
import io.desirepath.recommendation.ranking.domain.Mix;
import io.desirepath.recommendation.ranking.domain.Option;
import io.desirepath.recommendation.ranking.domain.Placed;
import io.desirepath.recommendation.ranking.domain.RulesInForce;
import io.desirepath.recommendation.ranking.domain.Strategy;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One list of an answer, with all that it came from. */
final class OneList {

    /** More content is not looked at for one list. */
    private static final int MOST_CONTENT = 100;

    private static final List<Kind> OF_NOBODY = List.of(Kind.REORDER, Kind.CROSS_SELL, Kind.TRENDING);
    private static final Mix WHAT_TRENDS = new Mix(Map.of(Kind.TRENDING, 1d));

    /** A candidate that a hard filter removed. */
    record Removal(Candidate candidate, String filter) {}

    final RecommendationQuery query;
    final Situation situation;
    final Request request;
    final Candidates candidates;
    final Selection selection;
    final Mix mix;
    private final Set<Integer> pinned;
    final List<Placed> placed;
    final List<Removal> removals = new ArrayList<>();

    /**
     * @param taken what is in earlier lists of the answer
     * @param explores whether chance may have a say
     */
    OneList(RecommendationQuery query, Situation situation, Set<Object> taken, boolean explores) {
        this.query = query;
        this.situation = situation;
        this.request = situation.request(query.items());
        RulesInForce rules = RulesInForce.of(
                situation.merchant().rules(),
                query.placement(),
                situation.asker().asking(),
                situation.now(),
                situation.attributes());
        Candidates.Lost lost = query.explain()
                ? (candidate, filter) -> removals.add(new Removal(candidate, filter))
                : Candidates.Lost.UNHEARD;
        Strategy strategy = situation.strategy();
        Strategy.Slots slots = strategy.slots(query.placement());
        this.mix = situation.heldOut()
                ? WHAT_TRENDS
                : strategy.mix(query.placement(), situation.asker().belief());
        List<Kind> fill = fill(slots);
        this.pinned = rules.pins().keySet();
        Set<Kind> kinds = query.explain() || !pinned.isEmpty() ? EnumSet.allOf(Kind.class) : shown(fill);
        this.candidates = RankCandidates.rank(
                situation.asker().account(),
                request,
                Candidates.of(request, pinned, kinds, lost),
                situation.merchant().ranking());
        this.selection = new Selection(rules, query.filter(), taken, situation.attributes());
        selection.addProducts(candidates);
        if (mayShow(Kind.CONTENT, fill)) {
            List<ContentItem> content = situation.content();
            if (!content.isEmpty()) {
                selection.addContent(ContentMatch.best(content, reader(), MOST_CONTENT));
            }
        }
        Strategy.Tuning tuning = explores && !situation.heldOut()
                ? strategy.tuning()
                : strategy.tuning().still();
        this.placed = new Arrangement(mix, fill, query.limit(), tuning, seed()).of(selection.options(), rules);
    }

    /** What the hard filters removed of every kind: counted when it is asked for, since most answers do not tell. */
    Removed removed() {
        return query.explain()
                ? candidates.removed()
                : Candidates.of(request, pinned, EnumSet.allOf(Kind.class), (candidate, filter) -> {})
                        .removed();
    }

    private List<Kind> fill(Strategy.Slots slots) {
        if (situation.heldOut()) {
            return List.of(Kind.TRENDING);
        }
        // Whoever is not known gets what trends, also where the strategy would show nothing but the account's own.
        return situation.asker().isKnown() ? slots.fill() : OF_NOBODY;
    }

    /** The kinds that slots go to; the others are only asked for if somebody wants to know what became of them. */
    private Set<Kind> shown(List<Kind> fill) {
        Set<Kind> shown = EnumSet.noneOf(Kind.class);
        shown.addAll(fill);
        mix.slots(query.limit()).forEach((kind, slots) -> {
            if (slots > 0) {
                shown.add(kind);
            }
        });
        return shown;
    }

    private boolean mayShow(Kind kind, List<Kind> fill) {
        return mix.shares().getOrDefault(kind, 0d) > 0 || fill.contains(kind);
    }

    private ContentMatch.Reader reader() {
        Asker asker = situation.asker();
        return new ContentMatch.Reader(
                asker.belief(),
                asker.person() == null ? null : asker.person().personaId(),
                asker.person() == null ? null : asker.person().role(),
                asker.missingRoles(),
                families());
    }

    /** Of what is on the page; else of what the account looked at and bought. */
    private Set<String> families() {
        Set<String> families = new HashSet<>();
        query.items().forEach(product -> addFamily(product, families));
        if (families.isEmpty()) {
            for (View view : situation.context().views()) {
                addFamily(view.productId(), families);
            }
            for (ProductHistory bought : situation.context().history()) {
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
                situation.asker().account().value(),
                query.placement().wireName(),
                situation.strategy().version(),
                situation.now().truncatedTo(ChronoUnit.DAYS));
    }

    /** As the exposure log keeps it. Who was to see it is left out: that is not needed to learn what an account does. */
    Slate slate(UUID id) {
        return new Slate(
                id,
                situation.asker().account(),
                query.placement().wireName(),
                situation.now(),
                situation.asker().stage(),
                situation.strategy().version(),
                situation.merchant().model().version(),
                situation.heldOut(),
                situation.treatment().experiment(),
                placed.stream().map(this::shown).toList());
    }

    private Slate.Shown shown(Placed each) {
        Option.Item item = each.option().item();
        return switch (item) {
            case Option.Item.Product(Candidate candidate) ->
                shown(each, situation.catalogue().id(candidate.product()), null);
            case Option.Item.Content(ContentMatch match) ->
                shown(each, null, match.piece().id());
        };
    }

    private static Slate.Shown shown(Placed each, @Nullable String productId, @Nullable String contentId) {
        Option.Item item = each.option().item();
        return new Slate.Shown(
                item.kind().name(),
                productId,
                contentId,
                item.score(),
                each.origin().name(),
                each.propensity());
    }

    /** How likely exactly this list was, above 0, at most 1: positions are drawn independently of each other. */
    double propensity() {
        return placed.stream().mapToDouble(Placed::propensity).reduce(1, (one, other) -> one * other);
    }
}
