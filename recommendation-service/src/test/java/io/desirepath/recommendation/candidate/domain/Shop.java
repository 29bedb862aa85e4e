package io.desirepath.recommendation.candidate.domain;

import io.desirepath.recommendation.accountcontext.domain.AccountContext;
import io.desirepath.recommendation.accountcontext.domain.AccountContext.View;
import io.desirepath.recommendation.accountcontext.domain.ProductHistory;
import io.desirepath.recommendation.accountcontext.domain.Purchase;
import io.desirepath.recommendation.catalog.domain.Catalogue;
import io.desirepath.recommendation.catalog.domain.Catalogue.Change;
import io.desirepath.recommendation.catalog.domain.ProductNumbers;
import io.desirepath.recommendation.catalog.domain.ProductStatus;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Builds a small catalogue, a model and an account for tests. */
public final class Shop {

    public static final Instant NOW = Instant.parse("2026-10-02T12:00:00Z");

    private final ProductNumbers numbers = new ProductNumbers();
    private final ModelLists.Builder model = new ModelLists.Builder();
    private final List<Purchase> purchases = new ArrayList<>();
    private final List<View> views = new ArrayList<>();
    private Catalogue catalogue = Catalogue.empty(numbers);

    public Shop sells(String... products) {
        for (String product : products) {
            catalogue = catalogue.with(List.of(new Change(product, "Name of " + product, ProductStatus.ACTIVE)));
        }
        return this;
    }

    public Shop discontinued(String product) {
        catalogue = catalogue.with(List.of(new Change(product, product, ProductStatus.DISCONTINUED)));
        return this;
    }

    /** To be called product by product, the best complement first. */
    public Shop complement(String product, String other, double score) {
        model.complement(numbers.of(product), numbers.of(other), score, 7, 5);
        return this;
    }

    /** To be called the most bought first. */
    public Shop trending(String product, int accounts) {
        model.trending(numbers.of(product), accounts, accounts * 10L);
        return this;
    }

    public Shop popularity(String product, int accounts) {
        model.popularity(numbers.of(product), accounts);
        return this;
    }

    public Shop bought(String product, int... daysAgo) {
        for (int days : daysAgo) {
            Instant at = NOW.minus(Duration.ofDays(days));
            purchases.add(new Purchase(product, product + "@" + days, false, 1, BigDecimal.ONE, "GBP", at));
        }
        return this;
    }

    public Shop viewed(String product, int daysAgo) {
        views.add(new View(product, NOW.minus(Duration.ofDays(daysAgo))));
        return this;
    }

    public Request request(String... cart) {
        purchases.sort(java.util.Comparator.comparing(Purchase::at).thenComparing(Purchase::messageId));
        AccountContext account = new AccountContext(null, ProductHistory.of(purchases), views, 1);
        return new Request(account, List.of(cart), catalogue, model.build("test-1", 30), NOW);
    }

    public List<String> ids(List<Candidate> candidates) {
        return candidates.stream().map(c -> numbers.id(c.product())).toList();
    }
}
