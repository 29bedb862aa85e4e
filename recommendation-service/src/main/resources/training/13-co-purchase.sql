-- What the ranker knows of two products bought together: the strongest pairs of each product by the sum of the cosines,
-- significant or not. A pair that is bought together less often than by chance has a ratio of zero.
CREATE TABLE co_purchase AS
SELECT product, other, CAST(place AS INT) AS rank, basket_cosine, decayed_cosine, account_cosine, llr
FROM (
    SELECT product, other, basket_cosine, decayed_cosine, account_cosine, llr,
           row_number() OVER (PARTITION BY product
                              ORDER BY basket_cosine + decayed_cosine + account_cosine DESC, other) AS place
    FROM (
        SELECT both_ways.product, both_ways.other,
               both_ways.baskets / sqrt(CAST(x.baskets AS DOUBLE) * y.baskets) AS basket_cosine,
               both_ways.decayed / sqrt(x.decayed * y.decayed) AS decayed_cosine,
               both_ways.accounts / sqrt(CAST(x.accounts AS DOUBLE) * y.accounts) AS account_cosine,
               both_ways.llr
        FROM (
            SELECT q.a AS product, q.b AS other, q.accounts, COALESCE(r.baskets, 0) AS baskets,
                   COALESCE(r.decayed, 0) AS decayed, COALESCE(s.llr, 0) AS llr
            FROM account_pair AS q
            LEFT JOIN basket_pair AS r ON r.a = q.a AND r.b = q.b
            LEFT JOIN pair_score AS s ON s.a = q.a AND s.b = q.b
            UNION ALL
            SELECT q.b AS product, q.a AS other, q.accounts, COALESCE(r.baskets, 0) AS baskets,
                   COALESCE(r.decayed, 0) AS decayed, COALESCE(s.llr, 0) AS llr
            FROM account_pair AS q
            LEFT JOIN basket_pair AS r ON r.a = q.a AND r.b = q.b
            LEFT JOIN pair_score AS s ON s.a = q.a AND s.b = q.b
        ) AS both_ways
        JOIN product_count AS x ON x.product = both_ways.product
        JOIN product_count AS y ON y.product = both_ways.other
    ) AS scored
) AS ranked
WHERE place <= (SELECT max_pairs FROM parameter)
