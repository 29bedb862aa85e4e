package io.desirepath.recommendation.candidate.domain;

/** What a recommendation is for. Each kind has slots of its own, and is measured on its own task. */
public enum Kind {
    /** Something the account buys, again. */
    REORDER(false),
    /** A complement: bought along with what the account has, not instead of it. */
    CROSS_SELL(true),
    /** What most accounts buy now: where to begin. */
    TRENDING(true),
    /** A substitute of a higher tier, at a price the account can bear. */
    UPSELL(true),
    /** Bought instead of what the account looks at, not along with it. */
    SUBSTITUTE(true),
    /** Something to read or to watch: no product. */
    CONTENT(false),
    /** What a merchandiser put there, although no generator would have. */
    PINNED(false);

    private final boolean novel;

    Kind(boolean novel) {
        this.novel = novel;
    }

    /** Whether it only makes sense for products the account has not bought. */
    public boolean isNovel() {
        return novel;
    }

    /** Whether a strategy may give it slots. */
    public boolean hasSlots() {
        return this != PINNED;
    }
}
