package io.desirepath.recommendation.reorder;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.Money;
import io.desirepath.contracts.ProblemType;
import io.desirepath.recommendation.accountcontext.AccountContexts;
import io.desirepath.recommendation.accountcontext.domain.AccountContext;
import io.desirepath.recommendation.accountcontext.domain.ProductHistory;
import io.desirepath.recommendation.catalog.CatalogueFollower;
import io.desirepath.recommendation.catalog.contract.ContractsFollower;
import io.desirepath.recommendation.catalog.contract.domain.Price;
import io.desirepath.recommendation.catalog.contract.domain.Terms;
import io.desirepath.recommendation.catalog.domain.Catalogue;
import io.desirepath.recommendation.catalog.domain.ProductStatus;
import io.desirepath.recommendation.reorder.domain.DueProduct;
import io.desirepath.recommendation.reorder.domain.OrderQuantity;
import io.desirepath.service.page.PageSize;
import io.desirepath.service.page.PageToken;
import io.desirepath.service.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers what an account is due to order again: one read of its context, everything else from memory. */
@ApplicationScoped
public class ListReorders {

    private static final int MOST = 1_000_000_000;

    private final AccountContexts contexts;
    private final CatalogueFollower catalogue;
    private final ContractsFollower contracts;
    private final IntervalsFollower intervals;
    private final Clock clock = Clock.systemUTC();

    ListReorders(
            AccountContexts contexts,
            CatalogueFollower catalogue,
            ContractsFollower contracts,
            IntervalsFollower intervals) {
        this.contexts = contexts;
        this.contracts = contracts;
        this.catalogue = catalogue;
        this.intervals = intervals;
    }

    /**
     * @param dueWithin only what is due by then, or overdue; null for everything
     * @throws ProblemException if nobody has heard of the account
     */
    Reorders list(
            AccountId account,
            @Nullable Duration dueWithin,
            boolean includeLapsed,
            PageSize size,
            @Nullable PageToken token) {
        AccountContext context = contexts.find(account)
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.UNKNOWN_ACCOUNT, "No account has the id '" + account.value() + "'."));
        Instant now = clock.instant();
        Catalogue products = catalogue.catalogue();
        Terms terms = contracts.contracts().terms(context.buyer(), products);
        Cursor cursor = Cursor.of(token);
        List<DueProduct> found = DueProduct.of(context.history(), intervals.present(), now).stream()
                .filter(due -> includeLapsed || !due.lapsed())
                .filter(due -> dueWithin == null || !due.dueAt().isAfter(now.plus(dueWithin)))
                .filter(due -> isSold(due, products, terms))
                .filter(cursor::isBefore)
                .limit(size.value() + 1L)
                .toList();
        boolean more = found.size() > size.value();
        List<DueProduct> page = more ? found.subList(0, size.value()) : found;
        return new Reorders(
                account,
                page.stream().map(due -> item(due, products, terms, now)).toList(),
                more ? Cursor.after(page.getLast()) : null);
    }

    /** Also what is out of stock: that it will be due again is worth knowing. */
    private static boolean isSold(DueProduct due, Catalogue products, Terms terms) {
        int product = products.find(due.history().productId());
        return products.status(product) == ProductStatus.ACTIVE && terms.entitled(product) && terms.soldHere(product);
    }

    private static Reorders.Item item(DueProduct due, Catalogue products, Terms terms, Instant now) {
        ProductHistory history = due.history();
        int product = products.find(history.productId());
        int usual = (int) Math.clamp(OrderQuantity.roundedUp(history.rhythm().usualQuantity(), 1, 1), 1, MOST);
        int quantity = terms.orderable(product, usual, now);
        return new Reorders.Item(
                history.productId(),
                products.name(product),
                history.lastAt(),
                quantity,
                due.dueAt(),
                due.earliest(),
                due.latest(),
                Math.round(due.confidence() * 10_000) / 10_000d,
                due.overdueDays(),
                due.lapsed(),
                price(history, terms, product, quantity, now));
    }

    /** By the contract at this quantity; where the merchant has no price lists, what was paid last. */
    private static @Nullable Money price(ProductHistory history, Terms terms, int product, int quantity, Instant now) {
        if (!terms.pricesAreListed() && history.unitPrice() != null) {
            return price(history.unitPrice(), history.currency());
        }
        Price price = terms.price(product, quantity, now);
        return price == null ? null : price(price.unitPrice(), price.currency());
    }

    /** With at least the decimals that the currency has; a price that cannot be shown is not shown. */
    private static @Nullable Money price(@Nullable BigDecimal amount, @Nullable String currency) {
        if (amount == null || currency == null) {
            return null;
        }
        try {
            int decimals = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
            return new Money(amount.setScale(Math.max(amount.scale(), decimals)), currency);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** After which due date and product the page begins. */
    private record Cursor(Instant dueAt, String productId) {

        static Cursor of(@Nullable PageToken token) {
            if (token == null) {
                return new Cursor(Instant.MIN, "");
            }
            List<String> key = token.key(2);
            try {
                return new Cursor(Instant.parse(key.getFirst()), key.getLast());
            } catch (DateTimeParseException e) {
                throw PageToken.invalid();
            }
        }

        static String after(DueProduct last) {
            return PageToken.after(last.dueAt().toString(), last.history().productId())
                    .encoded();
        }

        boolean isBefore(DueProduct due) {
            int byDate = dueAt.compareTo(due.dueAt());
            return byDate < 0
                    || byDate == 0 && productId.compareTo(due.history().productId()) < 0;
        }
    }
}
