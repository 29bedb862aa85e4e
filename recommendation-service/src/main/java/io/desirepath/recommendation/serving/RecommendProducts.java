package io.desirepath.recommendation.serving;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ContactId;
import io.desirepath.recommendation.accountcontext.AccountContexts;
import io.desirepath.recommendation.accountcontext.domain.AccountContext;
import io.desirepath.recommendation.candidate.AlternativesFollower;
import io.desirepath.recommendation.candidate.ChampionFollower;
import io.desirepath.recommendation.candidate.KnownCandidates;
import io.desirepath.recommendation.candidate.domain.ContractShelf.Alternatives;
import io.desirepath.recommendation.catalog.CatalogueFollower;
import io.desirepath.recommendation.catalog.content.ContentFollower;
import io.desirepath.recommendation.catalog.contract.ContractsFollower;
import io.desirepath.recommendation.catalog.domain.Catalogue;
import io.desirepath.recommendation.experiment.Experiments;
import io.desirepath.recommendation.experiment.domain.Running.Decision;
import io.desirepath.recommendation.experiment.domain.Variant.StrategyVersionName;
import io.desirepath.recommendation.family.domain.Families;
import io.desirepath.recommendation.ranking.BuyingGroupNeeds;
import io.desirepath.recommendation.ranking.CatalogueAttributes;
import io.desirepath.recommendation.ranking.Strategies;
import io.desirepath.recommendation.ranking.domain.Strategy;
import io.desirepath.recommendation.reorder.IntervalsFollower;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers what to show an account: one read of its context, everything else from memory. */
@ApplicationScoped
public class RecommendProducts {

    private static final AccountContext NOTHING = new AccountContext(null, List.of(), List.of(), 0);

    private final AccountContexts contexts;
    private final CatalogueFollower catalogue;
    private final ChampionFollower champion;
    private final ContractsFollower contracts;
    private final Strategies strategies;
    private final Experiments experiments;
    private final KnownCandidates candidates;
    private final IntervalsFollower intervals;
    private final AlternativesFollower alternatives;
    private final ContentFollower content;
    private final BuyingGroupNeeds needs;
    private final List<ServedSlates> served;
    private final Clock clock = Clock.systemUTC();

    RecommendProducts(
            AccountContexts contexts,
            CatalogueFollower catalogue,
            ChampionFollower champion,
            ContractsFollower contracts,
            Strategies strategies,
            Experiments experiments,
            KnownCandidates candidates,
            IntervalsFollower intervals,
            AlternativesFollower alternatives,
            ContentFollower content,
            BuyingGroupNeeds needs,
            @All List<ServedSlates> served) {
        this.contexts = contexts;
        this.catalogue = catalogue;
        this.champion = champion;
        this.contracts = contracts;
        this.strategies = strategies;
        this.experiments = experiments;
        this.candidates = candidates;
        this.intervals = intervals;
        this.alternatives = alternatives;
        this.content = content;
        this.needs = needs;
        this.served = served;
    }

    Recommendations recommend(RecommendationQuery query) {
        return recommend(query.account(), query.contact(), List.of(query)).getFirst();
    }

    /** Several lists for one account, in which nothing appears twice: the list asked for first has it. */
    List<Recommendations> recommend(AccountId account, @Nullable ContactId contact, List<RecommendationQuery> queries) {
        Optional<AccountContext> known = contexts.find(account);
        Set<Object> taken = new HashSet<>();
        List<Recommendations> answers = new ArrayList<>(queries.size());
        for (RecommendationQuery query : queries) {
            OneList list = new OneList(query, inExperiment(account, contact, known, query), taken, true);
            list.placed.forEach(placed -> taken.add(placed.option().item().identity()));
            answers.add(Answers.of(list));
            served(list);
        }
        return answers;
    }

    /** What an account would be shown with another strategy, without chance. Nobody is told that it was shown. */
    Recommendations preview(RecommendationQuery query, Strategy strategy) {
        Situation situation = situation(
                query.account(),
                query.contact(),
                contexts.find(query.account()),
                strategy,
                strategy.holdout().holds(query.account()));
        return Answers.of(new OneList(query, situation, new HashSet<>(), false));
    }

    /** An experiment may give the account another strategy at this placement, or none. */
    private Situation inExperiment(
            AccountId account, @Nullable ContactId contact, Optional<AccountContext> known, RecommendationQuery query) {
        Optional<Decision> decision =
                experiments.decide(account, query.placement().wireName());
        StrategyVersionName variant =
                decision.map(made -> made.variant().strategy()).orElse(null);
        Strategy strategy = variant == null
                ? strategies.present()
                : strategies.find(variant.name(), variant.version()).orElseGet(strategies::present);
        boolean heldOut = strategy.holdout().holds(account) || decision.isPresent() && variant == null;
        return situation(account, contact, known, strategy, heldOut);
    }

    private void served(OneList list) {
        if (!served.isEmpty()) {
            Slate slate = list.slate();
            served.forEach(each -> each.served(slate));
        }
    }

    private Situation situation(
            AccountId id,
            @Nullable ContactId contact,
            Optional<AccountContext> known,
            Strategy strategy,
            boolean heldOut) {
        AccountContext account = known.orElse(NOTHING);
        Catalogue products = catalogue.catalogue();
        Alternatives derived = alternatives.present();
        Instant now = now();
        return new Situation(
                id,
                contact,
                known.isPresent(),
                heldOut ? NOTHING : account,
                account.standing(),
                contact == null ? null : account.person(contact),
                needs.missing(account),
                products,
                // Whoever is held out still buys under their contract.
                contracts.contracts().terms(account.buyer(), products),
                new CatalogueAttributes(products, derived == null ? Families.NONE : derived.families()),
                champion.lists(),
                strategy,
                heldOut,
                strategies.rules(),
                heldOut ? List.of() : content.library().validAt(now),
                now,
                account.industry(),
                account.buyer(),
                candidates,
                intervals.present(),
                derived);
    }

    /** To the minute: what is asked for twice in a row is answered alike, to the last digit of the score. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MINUTES);
    }
}
