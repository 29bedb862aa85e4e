package io.desirepath.recommendation.serving;

import io.desirepath.recommendation.candidate.domain.ContractShelf.Alternatives;
import io.desirepath.recommendation.candidate.domain.ModelLists;
import io.desirepath.recommendation.catalog.content.domain.ContentLibrary;
import io.desirepath.recommendation.catalog.contract.domain.Contracts;
import io.desirepath.recommendation.catalog.domain.Catalogue;
import io.desirepath.recommendation.experiment.domain.Running;
import io.desirepath.recommendation.family.domain.Families;
import io.desirepath.recommendation.ranker.domain.ServedRanking;
import io.desirepath.recommendation.ranking.domain.Rule;
import io.desirepath.recommendation.ranking.domain.Strategy;
import io.desirepath.recommendation.reorder.domain.ProductIntervals;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that answers depend on and that belongs to the merchant, not to one account, as this pod has it at one moment. No part
 * ever changes: what changes is replaced by another.
 *
 * @param number of this state: no other one of this pod has it
 * @param alternatives families, and what replaces what; null while they are not derived
 * @param intervals how long accounts take to buy products again
 * @param ranking null before the first training
 * @param strategy in use where no experiment says otherwise
 * @param rules in the order in which they are asked
 */
record MerchantState(
        long number,
        Catalogue catalogue,
        Contracts contracts,
        ContentLibrary content,
        @Nullable Alternatives alternatives,
        ProductIntervals intervals,
        ModelLists model,
        @Nullable ServedRanking ranking,
        Strategy strategy,
        List<Rule> rules,
        Running experiments) {

    Families families() {
        return alternatives == null ? Families.NONE : alternatives.families();
    }

    /** Whether every part is the very same one. */
    boolean hasThePartsOf(MerchantState other) {
        return catalogue == other.catalogue
                && contracts == other.contracts
                && content == other.content
                && alternatives == other.alternatives
                && intervals == other.intervals
                && model == other.model
                && ranking == other.ranking
                && strategy == other.strategy
                && rules == other.rules
                && experiments == other.experiments;
    }
}
