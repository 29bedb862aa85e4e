package io.desirepath.recommendation.serving;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.desirepath.contracts.AccountId;
import io.desirepath.recommendation.accountcontext.domain.AccountContext;
import io.desirepath.recommendation.candidate.domain.ContractShelf.Alternatives;
import io.desirepath.recommendation.candidate.domain.ModelLists;
import io.desirepath.recommendation.catalog.content.domain.ContentLibrary;
import io.desirepath.recommendation.catalog.contract.domain.Contracts;
import io.desirepath.recommendation.catalog.domain.Catalogue;
import io.desirepath.recommendation.experiment.domain.Running;
import io.desirepath.recommendation.ranker.domain.ServedRanking;
import io.desirepath.recommendation.ranking.Strategies;
import io.desirepath.recommendation.ranking.domain.Placement;
import io.desirepath.recommendation.reorder.domain.ProductIntervals;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Home pages of a merchant that is given as a whole, made as those of requests are, but without container, stores and HTTP: so
 * that what an answer costs can be measured by itself.
 */
public final class HomePages {

    private static final int LIMIT = 10;

    private final MerchantState merchant;
    private final ObjectMapper mapper = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    /** With the strategy that comes with the service, and neither rules nor content. */
    public HomePages(
            Catalogue catalogue,
            Contracts contracts,
            Alternatives alternatives,
            ProductIntervals intervals,
            ModelLists model,
            ServedRanking ranking) {
        this.merchant = new MerchantState(
                0,
                catalogue,
                contracts,
                ContentLibrary.EMPTY,
                alternatives,
                intervals,
                model,
                ranking,
                Strategies.comesWithTheService(),
                List.of(),
                Running.NONE);
    }

    /** @return ten recommendations, as JSON */
    public byte[] of(AccountId account, AccountContext context, Instant now) {
        var query = new RecommendationQuery(account, null, Placement.HOME, List.of(), LIMIT, null, false);
        var asker = new Asker(account, true, context, null, List.of());
        var treatment =
                new Treatment(merchant.strategy(), merchant.strategy().holdout().holds(account), null);
        var situation = RecommendProducts.situation(asker, merchant, treatment, now);
        return KeptAnswer.of(new OneList(query, situation, Set.of(), true), mapper)
                .json(UUID.randomUUID());
    }
}
