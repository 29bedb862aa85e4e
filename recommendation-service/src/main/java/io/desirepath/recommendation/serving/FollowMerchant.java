package io.desirepath.recommendation.serving;

import io.desirepath.recommendation.candidate.AlternativesFollower;
import io.desirepath.recommendation.candidate.ChampionFollower;
import io.desirepath.recommendation.catalog.CatalogueFollower;
import io.desirepath.recommendation.catalog.content.ContentFollower;
import io.desirepath.recommendation.catalog.contract.ContractsFollower;
import io.desirepath.recommendation.experiment.Experiments;
import io.desirepath.recommendation.ranking.Strategies;
import io.desirepath.recommendation.reorder.IntervalsFollower;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Puts together what the followers of this pod have, and numbers it. */
@ApplicationScoped
class FollowMerchant {

    private final CatalogueFollower catalogue;
    private final ContractsFollower contracts;
    private final ContentFollower content;
    private final AlternativesFollower alternatives;
    private final IntervalsFollower intervals;
    private final ChampionFollower champion;
    private final Strategies strategies;
    private final Experiments experiments;
    private volatile @Nullable MerchantState last;

    FollowMerchant(
            CatalogueFollower catalogue,
            ContractsFollower contracts,
            ContentFollower content,
            AlternativesFollower alternatives,
            IntervalsFollower intervals,
            ChampionFollower champion,
            Strategies strategies,
            Experiments experiments) {
        this.catalogue = catalogue;
        this.contracts = contracts;
        this.content = content;
        this.alternatives = alternatives;
        this.intervals = intervals;
        this.champion = champion;
        this.strategies = strategies;
        this.experiments = experiments;
    }

    /** The state now: the same one as before as long as no part of it has been replaced. */
    MerchantState now() {
        MerchantState before = last;
        return before != null && read(before.number()).hasThePartsOf(before) ? before : next();
    }

    /** A number is given once: two requests that see a change at the same time must agree on what it stands for. */
    private synchronized MerchantState next() {
        MerchantState before = last;
        MerchantState next = read(before == null ? 0 : before.number() + 1);
        if (before == null || !next.hasThePartsOf(before)) {
            last = next;
            return next;
        }
        return before;
    }

    private MerchantState read(long number) {
        return new MerchantState(
                number,
                catalogue.catalogue(),
                contracts.contracts(),
                content.library(),
                alternatives.present(),
                intervals.present(),
                champion.lists(),
                champion.ranking(),
                strategies.present(),
                strategies.rules(),
                experiments.running());
    }
}
