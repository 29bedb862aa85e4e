package io.desirepath.recommendation.catalog.contract.domain;

import io.desirepath.recommendation.catalog.domain.Catalogue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An account's terms against one state of the catalogue: what it may buy, at what price, and how much at least. Each
 * question costs a few array look-ups; nothing here is another account's.
 */
public final class Terms {

    private final Catalogue catalogue;
    private final Entitlement entitlement;
    private final ContractPrices prices;
    private final @Nullable String country;

    Terms(Catalogue catalogue, Entitlement entitlement, ContractPrices prices, @Nullable String country) {
        this.catalogue = catalogue;
        this.entitlement = entitlement;
        this.prices = prices;
        this.country = country;
    }

    /** Where the merchant has neither catalogues nor price lists: everything may be bought, no price is known. */
    public static Terms open(Catalogue catalogue) {
        return new Terms(catalogue, Entitlement.EVERYTHING, ContractPrices.NONE, null);
    }

    /** Whether the product is in the account's catalogue. Says nothing of stock, status and country. */
    public boolean entitled(int product) {
        return entitlement.covers(product, catalogue);
    }

    /** Whether the product is sold to the account's country. */
    public boolean soldHere(int product) {
        return catalogue.soldTo(product, country);
    }

    /** Where the account is, ISO 3166-1 alpha-2; null if nobody has said. */
    public @Nullable String country() {
        return country;
    }

    /**
     * What a unit costs the account if it needs so many, and orders the {@link #orderable} quantity.
     *
     * @param quantity from 1
     * @return null if no price is known that is the account's own or everybody's: then nothing may be said of prices
     */
    public @Nullable Price price(int product, int quantity, Instant at) {
        return prices.price(product, quantity, at, catalogue);
    }

    /**
     * What it takes to pay less for a unit than at the {@link #orderable} quantity; null if nothing does that could be
     * delivered, or if no price is known.
     */
    public @Nullable Break nextBreak(int product, int quantity, Instant at) {
        return prices.nextBreak(product, quantity, at, catalogue);
    }

    /** The smallest quantity that can be ordered: the contract's, else the product's; a multiple of the pack. */
    public int minimumOrder(int product, Instant at) {
        return orderable(product, 1, at);
    }

    /** It is sold to the account in multiples of this: the contract's, else the product's. From 1. */
    public int packSize(int product, Instant at) {
        return prices.packSize(product, at, catalogue);
    }

    /** The quantity to recommend where so much is needed: not below the minimum, and whole packs. */
    public int orderable(int product, int needed, Instant at) {
        return prices.orderable(product, needed, at, catalogue);
    }

    /** Whether there is any price list at all. Where there is none, an account's price is what it paid last. */
    public boolean pricesAreListed() {
        return prices.areListed();
    }
}
