-- The strongest significant complements of each product. Ties break by popularity, then by id.
CREATE TABLE complement AS
SELECT x.product_id, CAST(place AS INT) AS rank, y.product_id AS other_id, score, llr,
       CAST(accounts AS INT) AS accounts, CAST(baskets AS INT) AS baskets
FROM (
    SELECT both_ways.product, both_ways.other, score, llr, both_ways.accounts, both_ways.baskets,
           row_number() OVER (PARTITION BY both_ways.product
                              ORDER BY score DESC, c.accounts DESC, both_ways.other) AS place
    FROM (
        SELECT a AS product, b AS other, score, llr, accounts, baskets FROM pair_score
        UNION ALL
        SELECT b AS product, a AS other, score, llr, accounts, baskets FROM pair_score
    ) AS both_ways
    JOIN product_count AS c ON c.product = both_ways.other
    WHERE llr > (SELECT min_llr FROM parameter)
) AS ranked
JOIN product_number AS x ON x.product = ranked.product
JOIN product_number AS y ON y.product = ranked.other
WHERE place <= (SELECT max_complements FROM parameter)
