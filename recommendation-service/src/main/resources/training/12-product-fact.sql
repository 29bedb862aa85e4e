-- How a product sells. Recent: the days before the newest order that trending looks at; latest: the last third of them.
CREATE TABLE product_fact AS
SELECT product, CAST(COUNT(*) AS INT) AS accounts,
       CAST(SUM(CASE WHEN last_day >= recent_from THEN 1 ELSE 0 END) AS INT) AS recent_accounts,
       CAST(SUM(CASE WHEN last_day >= latest_from THEN 1 ELSE 0 END) AS INT) AS latest_accounts,
       CAST(SUM(baskets) AS INT) AS baskets,
       CAST(SUM(CASE WHEN baskets >= 2 THEN 1 ELSE 0 END) AS INT) AS repeaters,
       MIN(first_day) AS first_day, MAX(last_day) AS last_day
FROM (
    SELECT product, account, COUNT(*) AS baskets, MIN(day) AS first_day, MAX(day) AS last_day
    FROM bought
    GROUP BY product, account
) AS by_account
CROSS JOIN (
    SELECT (SELECT MAX(day) FROM bought) + 1 - (SELECT trending_days FROM parameter) AS recent_from,
           (SELECT MAX(day) FROM bought) + 1 - (SELECT trending_days FROM parameter) / 3 AS latest_from
) AS window_start
GROUP BY product
