package io.desirepath.recommendation.candidate.domain;

/** What a recommendation is for. Each kind has slots of its own, and is measured on its own task. */
public enum Kind {
    /** Something the account buys, again. */
    REORDER(false),
    /** A complement: bought along with what the account has, not instead of it. */
    CROSS_SELL(true),
    /** What most accounts buy now: where to begin. */
    TRENDING(true);

    private final boolean novel;

    Kind(boolean novel) {
        this.novel = novel;
    }

    /** Whether it only makes sense for products the account has not bought. */
    public boolean isNovel() {
        return novel;
    }
}
