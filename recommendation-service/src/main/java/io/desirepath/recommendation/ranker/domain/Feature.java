package io.desirepath.recommendation.ranker.domain;

/** What a ranker weighs. Everything but the last group differs between the candidates of one account. */
public enum Feature {
    // How the account bought it. Zero for what it never bought.
    BOUGHT,
    TIMES,
    SHARE_OF_BASKETS,
    SHARE_OF_LAST_5,
    SHARE_OF_LAST_25,
    FREQUENCY_30,
    FREQUENCY_90,
    RECENCY,
    IN_LAST_BASKET,
    BASKETS_SINCE,
    HAS_INTERVAL,
    NEAR_INTERVAL,
    OVERDUE,
    QUANTITY,
    GROUP_FREQUENCY,
    REPEATABLE,
    RELATIVE_FREQUENCY,
    DECAYED_SHARE,
    DECAYED_SHARE_LOG,
    EXPECTED,
    // How the item sells.
    ACCOUNTS,
    RECENT_ACCOUNTS,
    VELOCITY,
    ACCELERATION,
    AGE,
    STALE,
    REPEATED,
    // What goes with what the account bought: as a share of the best candidate's, and as a logarithm.
    LAST_COSINE,
    LAST_COSINE_LOG,
    HISTORY_COSINE,
    HISTORY_COSINE_LOG,
    DECAYED_COSINE,
    DECAYED_COSINE_LOG,
    ACCOUNT_COSINE,
    ACCOUNT_COSINE_LOG,
    LLR,
    LLR_LOG,
    // What similar accounts buy.
    SIMILAR_ACCOUNTS,
    SIMILAR_ACCOUNTS_LOG,
    OWN_AND_SIMILAR,
    SIMILAR_LATELY,
    SIMILAR_LATELY_LOG,
    NEAREST_ACCOUNTS,
    NEAREST_ACCOUNTS_LOG,
    // What is called alike.
    NAME_BEST,
    NAME_SUM,
    NAME_LAST,
    VARIANTS,
    VARIANTS_LAST,
    // The account: the same for all its candidates, so that its size is not mistaken for what they are.
    BASKETS,
    ITEMS,
    BASKET_SIZE,
    SILENCE;

    public static final int COUNT = values().length;
}
