CREATE TABLE product_count AS
SELECT product, COUNT(*) AS baskets, COUNT(DISTINCT account) AS accounts
FROM basket_line
GROUP BY product
