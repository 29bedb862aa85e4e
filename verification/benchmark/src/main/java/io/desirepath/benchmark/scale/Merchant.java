package io.desirepath.benchmark.scale;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.desirepath.contracts.AccountId;
import io.desirepath.recommendation.accountcontext.AccountContexts;
import io.desirepath.recommendation.accountcontext.RedisContexts;
import io.desirepath.recommendation.accountcontext.domain.AccountContext;
import io.desirepath.recommendation.candidate.AlternativesFollower;
import io.desirepath.recommendation.candidate.ChampionFollower;
import io.desirepath.recommendation.candidate.domain.ModelLists;
import io.desirepath.recommendation.catalog.CatalogueFollower;
import io.desirepath.recommendation.catalog.contract.ContractsFollower;
import io.desirepath.recommendation.catalog.contract.domain.Contracts;
import io.desirepath.recommendation.catalog.contract.domain.Contracts.Assigned;
import io.desirepath.recommendation.catalog.contract.domain.PriceEntries;
import io.desirepath.recommendation.catalog.domain.Catalogue;
import io.desirepath.recommendation.catalog.domain.ProductNumbers;
import io.desirepath.recommendation.ranker.domain.ServedRanking;
import io.desirepath.recommendation.reorder.IntervalsFollower;
import io.desirepath.recommendation.serving.RecommendationResource;
import io.desirepath.recommendation.serving.Recommendations;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A generated merchant in the memory of the service's own beans, as after its start. */
final class Merchant {

    private static final int MOST_TRIES = 10_000;
    private static final int PAGE = 50_000;
    private static final int GROUP_PRICES_OF = 20;

    private final Buyers buyers;
    private final Beans beans;

    Merchant(Buyers buyers, ReactiveRedisDataSource redis, Consumer<String> progress) {
        this.buyers = buyers;
        this.beans = new Beans(
                        Map.of("desirepath.account-context.ttl", "6h", "desirepath.account-context.timeout", "10s"))
                .with(ReactiveRedisDataSource.class, redis)
                .with(ObjectMapper.class, new ObjectMapper());
        ProductNumbers numbers = beans.get(CatalogueFollower.class).numbers();
        Catalogue catalogue = buyers.assortment().catalogue(numbers);
        beans.put(CatalogueFollower.class, "catalogue", catalogue);
        progress.accept("products");
        beans.put(ContractsFollower.class, "contracts", contracts(numbers));
        progress.accept("contracts");
        beans.call(AlternativesFollower.class, "follow");
        progress.accept("families");
        var learnt = new Learnt(buyers);
        progress.accept("orders");
        beans.put(IntervalsFollower.class, "present", learnt.intervals());
        ModelLists lists = learnt.lists();
        progress.accept("lists, %,d complements".formatted(lists.complementCount()));
        ServedRanking ranking = learnt.ranking(catalogue);
        beans.call(ChampionFollower.class, "serve", null, lists, ranking);
        progress.accept("rankers");
    }

    /** Puts the account's context into Redis, as the service does after reading it from PostgreSQL. */
    void keep(int account) throws InterruptedException {
        AccountContext context = buyers.context(account);
        beans.call(RedisContexts.class, "keep", buyers.id(account), context);
        // The service does not wait for it either.
        for (int tries = 0;
                Optional.empty().equals(beans.call(RedisContexts.class, "find", buyers.id(account)));
                tries++) {
            if (tries == MOST_TRIES) {
                throw new IllegalStateException("Redis does not keep contexts");
            }
            Thread.sleep(1);
        }
    }

    /** Whether the account's context is in Redis. */
    boolean read(int account) {
        return beans.get(AccountContexts.class).find(buyers.id(account)).isPresent();
    }

    /** The home page of an account, its context read from Redis first. */
    Recommendations home(int account) {
        AccountId id = buyers.id(account);
        Response response =
                beans.get(RecommendationResource.class).recommend(id, "home", "10", List.of(), null, "false");
        return (Recommendations) response.getEntity();
    }

    private Contracts contracts(ProductNumbers numbers) {
        Contracts.Editor editor = Contracts.none(numbers, false).edit();
        for (int group = 0; group < Buyers.GROUPS; group++) {
            Assigned assigned = new Assigned(Set.of(), Set.of("group-" + group));
            editor.catalog(catalog(group, assigned));
            String list = "prices-" + group;
            editor.priceList(new Contracts.PriceListDefinition(list, "GBP", 1, false, null, null, assigned));
            entries(editor, list, numbers, group, GROUP_PRICES_OF, ".9");
        }
        Assigned nobody = new Assigned(Set.of(), Set.of());
        editor.priceList(new Contracts.PriceListDefinition("prices", "GBP", 0, true, null, null, nobody));
        entries(editor, "prices", numbers, 0, 1, "1");
        return editor.done();
    }

    /** Four of five categories, some products of the others, and some not. */
    private Contracts.CatalogDefinition catalog(int group, Assigned assigned) {
        Assortment assortment = buyers.assortment();
        List<String> categories = new ArrayList<>();
        for (int category = 0; category < assortment.categories(); category++) {
            if ((category + group) % 5 != 0) {
                categories.add(assortment.category(category));
            }
        }
        return new Contracts.CatalogDefinition(
                "catalog-" + group,
                false,
                every(50, group),
                List.of(),
                categories,
                every(100, group + 7),
                false,
                assigned);
    }

    private List<String> every(int step, int from) {
        List<String> ids = new ArrayList<>();
        for (int product = from; product < buyers.assortment().products(); product += step) {
            ids.add(buyers.assortment().id(product));
        }
        return ids;
    }

    private void entries(
            Contracts.Editor editor, String list, ProductNumbers numbers, int from, int step, String share) {
        Assortment assortment = buyers.assortment();
        List<PriceEntries.Entry> page = new ArrayList<>();
        for (int product = from; product < assortment.products(); product += step) {
            var price = assortment.price(product).multiply(new BigDecimal(share));
            page.add(new PriceEntries.Entry(
                    numbers.of(assortment.id(product)), List.of(new PriceEntries.Step(1, price)), 0, 0, null));
            if (page.size() == PAGE) {
                editor.entries(list, page);
                page.clear();
            }
        }
        editor.entries(list, page);
    }
}
