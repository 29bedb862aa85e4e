-- Significance: the log-likelihood ratio G2 = 2 * sum of k * ln(k * n / (row * column)) over the 2x2 table of accounts
-- that bought both, one, or neither (Dunning, Accurate Methods for the Statistics of Surprise and Coincidence,
-- Computational Linguistics 19(1), 1993, section 4). 10.83 is the 0.1% point of chi-square with one degree of freedom.
-- Strength: the mean of the cosines over accounts and over baskets.
CREATE TABLE pair_score AS
SELECT a, b, accounts, baskets,
       (k11 / sqrt(row1 * col1) + baskets / sqrt(baskets_a * baskets_b)) / 2 AS score,
       2 * (CASE WHEN k11 > 0 THEN k11 * ln(k11 * n / (row1 * col1)) ELSE 0 END
          + CASE WHEN k12 > 0 THEN k12 * ln(k12 * n / (row1 * (n - col1))) ELSE 0 END
          + CASE WHEN k21 > 0 THEN k21 * ln(k21 * n / ((n - row1) * col1)) ELSE 0 END
          + CASE WHEN k22 > 0 THEN k22 * ln(k22 * n / ((n - row1) * (n - col1))) ELSE 0 END) AS llr
FROM (
    SELECT p.a, p.b, p.accounts, COALESCE(q.baskets, 0) AS baskets,
           CAST(x.baskets AS DOUBLE) AS baskets_a, CAST(y.baskets AS DOUBLE) AS baskets_b,
           CAST(x.accounts AS DOUBLE) AS row1, CAST(y.accounts AS DOUBLE) AS col1, t.n,
           CAST(p.accounts AS DOUBLE) AS k11,
           CAST(x.accounts - p.accounts AS DOUBLE) AS k12,
           CAST(y.accounts - p.accounts AS DOUBLE) AS k21,
           t.n - x.accounts - y.accounts + p.accounts AS k22
    FROM account_pair AS p
    JOIN product_count AS x ON x.product = p.a
    JOIN product_count AS y ON y.product = p.b
    LEFT JOIN basket_pair AS q ON q.a = p.a AND q.b = p.b
    CROSS JOIN (SELECT CAST(COUNT(DISTINCT account) AS DOUBLE) AS n FROM basket_line) AS t
) AS counted
-- Bought together less often than by chance is significant too, but no complement.
WHERE k11 * n > row1 * col1
