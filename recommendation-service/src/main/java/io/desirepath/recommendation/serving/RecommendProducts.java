package io.desirepath.recommendation.serving;

import io.desirepath.contracts.Money;
import io.desirepath.contracts.Stage;
import io.desirepath.recommendation.accountcontext.AccountContexts;
import io.desirepath.recommendation.accountcontext.domain.AccountContext;
import io.desirepath.recommendation.candidate.ChampionFollower;
import io.desirepath.recommendation.candidate.domain.Candidate;
import io.desirepath.recommendation.candidate.domain.Candidates;
import io.desirepath.recommendation.candidate.domain.Kind;
import io.desirepath.recommendation.candidate.domain.ModelLists;
import io.desirepath.recommendation.candidate.domain.Request;
import io.desirepath.recommendation.catalog.CatalogueFollower;
import io.desirepath.recommendation.catalog.domain.Catalogue;
import io.desirepath.recommendation.ranking.Strategies;
import io.desirepath.recommendation.ranking.domain.Mix;
import io.desirepath.recommendation.ranking.domain.RankedList;
import io.desirepath.recommendation.ranking.domain.Strategy;
import io.desirepath.recommendation.serving.Recommendations.EmptyReason;
import io.desirepath.recommendation.serving.Recommendations.Explanation;
import io.desirepath.recommendation.serving.Recommendations.FallbackReason;
import io.desirepath.recommendation.serving.Recommendations.Item;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Answers what to show an account: one read of its context, everything else from memory. */
@ApplicationScoped
public class RecommendProducts {

    private static final AccountContext NOTHING = new AccountContext(null, List.of(), List.of(), 0);

    private final AccountContexts contexts;
    private final CatalogueFollower catalogue;
    private final ChampionFollower champion;
    private final Strategies strategies;
    private final Clock clock = Clock.systemUTC();

    RecommendProducts(
            AccountContexts contexts, CatalogueFollower catalogue, ChampionFollower champion, Strategies strategies) {
        this.contexts = contexts;
        this.catalogue = catalogue;
        this.champion = champion;
        this.strategies = strategies;
    }

    Recommendations recommend(RecommendationQuery query) {
        Optional<AccountContext> known = contexts.find(query.account());
        AccountContext account = known.orElse(NOTHING);
        Request request = new Request(account, query.items(), catalogue.catalogue(), champion.lists(), now());
        Candidates candidates = Candidates.of(request);
        Strategy strategy = strategies.present();
        Strategy.Slots slots = strategy.slots(query.placement());
        Map<Stage, Double> belief =
                account.standing() == null ? null : account.standing().probabilities();
        Mix mix = strategy.mix(query.placement(), belief);
        // Whoever is not known gets what trends, also where the strategy would show nothing but the account's own.
        List<Kind> fill = known.isPresent() ? slots.fill() : List.of(Kind.values());
        List<Candidate> list = RankedList.of(candidates, mix, fill, query.limit());
        return new Recommendations(
                UUID.randomUUID(),
                query.account(),
                query.placement().wireName(),
                account.standing() == null ? null : account.standing().stage(),
                strategy.version(),
                request.model().version(),
                items(list, request, query.explain()),
                fallbackReason(known.isPresent(), request),
                list.isEmpty() ? emptyReason(candidates, request) : null,
                query.explain() ? explanation(mix.slots(query.limit()), candidates) : null);
    }

    /** To the minute: what is asked for twice in a row is answered alike, to the last digit of the score. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MINUTES);
    }

    private static List<Item> items(List<Candidate> list, Request request, boolean explain) {
        Catalogue catalogue = request.catalogue();
        Reasons reasons = new Reasons(catalogue, request.model().trendingDays());
        List<Item> items = new ArrayList<>(list.size());
        for (Candidate candidate : list) {
            items.add(new Item(
                    catalogue.id(candidate.product()),
                    catalogue.name(candidate.product()),
                    candidate.kind(),
                    Reasons.rounded(candidate.score()),
                    items.size() + 1,
                    price(candidate),
                    reasons.of(candidate),
                    explain ? Reasons.features(candidate) : null));
        }
        return items;
    }

    /** The account's own price or none: what others paid is not its business. */
    private static @Nullable Money price(Candidate candidate) {
        return switch (candidate) {
            case Candidate.Reorder reorder ->
                Prices.shown(reorder.history().unitPrice(), reorder.history().currency());
            case Candidate.CrossSell _, Candidate.Trending _ -> null;
        };
    }

    private static @Nullable FallbackReason fallbackReason(boolean known, Request request) {
        if (!known) {
            return FallbackReason.UNKNOWN_ACCOUNT;
        }
        if (request.model().version() == null) {
            return FallbackReason.NO_MODEL;
        }
        return request.account().history().isEmpty() ? FallbackReason.NO_HISTORY : null;
    }

    private static EmptyReason emptyReason(Candidates candidates, Request request) {
        ModelLists model = request.model();
        String message;
        if (candidates.removed().total() > 0) {
            message = "Filters removed every candidate.";
        } else if (model.version() == null) {
            message = "No model has been trained yet, and the account has bought nothing.";
        } else {
            message = "There is nothing to go by yet: no purchase, and nothing that goes with what was given.";
        }
        return new EmptyReason(message, candidates.removed());
    }

    private static Explanation explanation(Map<Kind, Integer> slots, Candidates candidates) {
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            counts.put(kind, candidates.of(kind).size());
        }
        return new Explanation(slots, counts, candidates.removed());
    }
}
