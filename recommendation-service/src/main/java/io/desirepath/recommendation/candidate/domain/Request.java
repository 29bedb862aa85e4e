package io.desirepath.recommendation.candidate.domain;

import io.desirepath.recommendation.accountcontext.domain.AccountContext;
import io.desirepath.recommendation.catalog.contract.domain.Terms;
import io.desirepath.recommendation.catalog.domain.Catalogue;
import io.desirepath.recommendation.family.domain.Families;
import io.desirepath.recommendation.reorder.domain.ProductIntervals;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that candidates depend on. Ids are looked up once: in a large catalogue that is what they cost most. */
public final class Request {

    private final AccountContext account;
    private final List<String> cart;
    private final Catalogue catalogue;
    private final ModelLists model;
    private final Instant now;
    private final Terms terms;
    private final ProductIntervals intervals;
    private final @Nullable Shelf shelf;
    private final int[] cartNumbers;
    private final int[] boughtNumbers;

    /**
     * @param account an empty context for an account nobody has heard of
     * @param cart product ids in the cart, or on the page
     * @param terms of the account, against the same catalogue
     * @param intervals how long accounts take to buy products again
     * @param shelf what the account may buy instead of something; null: alternatives are not looked for
     */
    public Request(
            AccountContext account,
            List<String> cart,
            Catalogue catalogue,
            ModelLists model,
            Instant now,
            Terms terms,
            ProductIntervals intervals,
            @Nullable Shelf shelf) {
        this.account = account;
        this.cart = List.copyOf(cart);
        this.catalogue = catalogue;
        this.model = model;
        this.now = now;
        this.terms = terms;
        this.intervals = intervals;
        this.shelf = shelf;
        this.cartNumbers = new int[this.cart.size()];
        Arrays.setAll(cartNumbers, i -> catalogue.find(this.cart.get(i)));
        this.boughtNumbers = new int[account.history().size()];
        Arrays.setAll(
                boughtNumbers, i -> catalogue.find(account.history().get(i).productId()));
    }

    /** Where the merchant has no contracts, nothing is known of intervals, and no alternatives are looked for. */
    public Request(AccountContext account, List<String> cart, Catalogue catalogue, ModelLists model, Instant now) {
        this(account, cart, catalogue, model, now, Terms.open(catalogue), ProductIntervals.NONE, null);
    }

    public AccountContext account() {
        return account;
    }

    public List<String> cart() {
        return cart;
    }

    public Catalogue catalogue() {
        return catalogue;
    }

    public ModelLists model() {
        return model;
    }

    public Instant now() {
        return now;
    }

    public Terms terms() {
        return terms;
    }

    public ProductIntervals intervals() {
        return intervals;
    }

    public @Nullable Shelf shelf() {
        return shelf;
    }

    /** What can stand in for what; {@link Families#NONE} if alternatives are not looked for. */
    public Families families() {
        return shelf == null ? Families.NONE : shelf.families();
    }

    /** The products of the cart by number, below zero where no store knows them; not to be changed. */
    int[] cartNumbers() {
        return cartNumbers;
    }

    /** The products of the account's history by number, in its order, below zero where no store knows them; not to be changed. */
    public int[] boughtNumbers() {
        return boughtNumbers;
    }
}
