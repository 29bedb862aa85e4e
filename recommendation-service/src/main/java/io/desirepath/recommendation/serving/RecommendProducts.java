package io.desirepath.recommendation.serving;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ContactId;
import io.desirepath.recommendation.accountcontext.AccountContexts;
import io.desirepath.recommendation.accountcontext.TaggedContext;
import io.desirepath.recommendation.accountcontext.domain.AccountContext;
import io.desirepath.recommendation.experiment.domain.Running.Decision;
import io.desirepath.recommendation.experiment.domain.Variant.StrategyVersionName;
import io.desirepath.recommendation.feedback.ExposureLog;
import io.desirepath.recommendation.feedback.domain.Slate.InExperiment;
import io.desirepath.recommendation.ranking.BuyingGroupNeeds;
import io.desirepath.recommendation.ranking.Strategies;
import io.desirepath.recommendation.ranking.domain.Placement;
import io.desirepath.recommendation.ranking.domain.Strategy;
import io.desirepath.recommendation.serving.KeptAnswers.Question;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** Answers what to show an account: one read of its context, everything else from memory. */
@ApplicationScoped
public class RecommendProducts {

    private final AccountContexts contexts;
    private final FollowMerchant merchant;
    private final Strategies strategies;
    private final BuyingGroupNeeds needs;
    private final KeptAnswers kept;
    private final ExposureLog exposures;
    private final ObjectMapper mapper;
    private final ExecutorService virtualThreads;
    private final Clock clock = Clock.systemUTC();

    RecommendProducts(
            AccountContexts contexts,
            FollowMerchant merchant,
            Strategies strategies,
            BuyingGroupNeeds needs,
            KeptAnswers kept,
            ExposureLog exposures,
            ObjectMapper mapper,
            @VirtualThreads ExecutorService virtualThreads) {
        this.contexts = contexts;
        this.merchant = merchant;
        this.strategies = strategies;
        this.needs = needs;
        this.kept = kept;
        this.exposures = exposures;
        this.mapper = mapper;
        this.virtualThreads = virtualThreads;
    }

    /**
     * Gives a kept answer without waiting for anything; what has to be read or made is so on a virtual thread.
     *
     * @return {@link Recommendations} as JSON
     */
    CompletionStage<byte[]> recommend(RecommendationQuery query) {
        return contexts.confirmed(query.account()).thenCompose(context -> {
            KeptAnswer answer = context.isPresent() && !query.explain()
                    ? kept.find(question(query, context.get(), merchant.now(), now()))
                    : null;
            return answer != null
                    ? CompletableFuture.completedStage(given(answer))
                    : CompletableFuture.supplyAsync(
                            () -> given(answer(query, context.or(() -> contexts.read(query.account())))),
                            virtualThreads);
        });
    }

    private KeptAnswer answer(RecommendationQuery query, Optional<TaggedContext> context) {
        MerchantState state = merchant.now();
        Instant now = now();
        return context.isPresent() && !query.explain()
                ? kept.answer(question(query, context.get(), state, now), () -> made(query, context, state, now))
                : made(query, context, state, now);
    }

    private static Question question(
            RecommendationQuery query, TaggedContext context, MerchantState state, Instant now) {
        return new Question(query, context.tag(), state.number(), now);
    }

    private byte[] given(KeptAnswer answer) {
        UUID id = UUID.randomUUID();
        exposures.add(answer.exposure(id));
        return answer.json(id);
    }

    private KeptAnswer made(
            RecommendationQuery query, Optional<TaggedContext> context, MerchantState state, Instant now) {
        Asker asker = asker(query.account(), query.contact(), context);
        Treatment treatment = treatment(query.account(), query.placement(), state);
        return KeptAnswer.of(new OneList(query, situation(asker, state, treatment, now), Set.of(), true), mapper);
    }

    /** Several lists for one account, in which nothing appears twice: the list asked for first has it. */
    List<Recommendations> recommend(AccountId account, @Nullable ContactId contact, List<RecommendationQuery> queries) {
        Asker asker = asker(account, contact, contexts.read(account));
        MerchantState state = merchant.now();
        Instant now = now();
        Set<Object> taken = new HashSet<>();
        List<Recommendations> answers = new ArrayList<>(queries.size());
        for (RecommendationQuery query : queries) {
            Treatment treatment = treatment(account, query.placement(), state);
            OneList list = new OneList(query, situation(asker, state, treatment, now), taken, true);
            list.placed.forEach(placed -> taken.add(placed.option().item().identity()));
            UUID id = UUID.randomUUID();
            answers.add(Answers.of(list, id));
            exposures.add(list.slate(id));
        }
        return answers;
    }

    /** What an account would be shown with another strategy, without chance. It is not logged as shown. */
    Recommendations preview(RecommendationQuery query, Strategy strategy) {
        Asker asker = asker(query.account(), query.contact(), contexts.read(query.account()));
        Treatment treatment = new Treatment(strategy, strategy.holdout().holds(query.account()), null);
        Situation situation = situation(asker, merchant.now(), treatment, now());
        return Answers.of(new OneList(query, situation, Set.of(), false), UUID.randomUUID());
    }

    private Asker asker(AccountId account, @Nullable ContactId contact, Optional<TaggedContext> read) {
        AccountContext context = read.map(TaggedContext::context).orElse(Situation.NOTHING);
        return new Asker(
                account,
                read.isPresent(),
                context,
                contact == null ? null : context.person(contact),
                needs.missing(context));
    }

    /** An experiment may give the account another strategy at this placement, or none. */
    private Treatment treatment(AccountId account, Placement placement, MerchantState state) {
        Decision decision =
                state.experiments().decide(account, placement.wireName()).orElse(null);
        if (decision == null) {
            return treatment(account, state.strategy(), null);
        }
        InExperiment experiment =
                new InExperiment(decision.experimentId(), decision.variant().name());
        StrategyVersionName variant = decision.variant().strategy();
        return variant == null
                ? new Treatment(state.strategy(), true, experiment)
                : strategies
                        .find(variant.name(), variant.version())
                        .map(strategy -> treatment(account, strategy, experiment))
                        .orElseGet(() -> treatment(account, state.strategy(), null));
    }

    private static Treatment treatment(AccountId account, Strategy strategy, @Nullable InExperiment experiment) {
        return new Treatment(strategy, strategy.holdout().holds(account), experiment);
    }

    static Situation situation(Asker asker, MerchantState state, Treatment treatment, Instant now) {
        return new Situation(
                asker, state, treatment, state.contracts().terms(asker.context().buyer(), state.catalogue()), now);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MINUTES);
    }
}
