CREATE TABLE popularity AS
SELECT p.product_id, CAST(COUNT(DISTINCT b.account) AS INT) AS accounts, CAST(SUM(b.quantity) AS BIGINT) AS quantity
FROM bought AS b
JOIN product_number AS p ON p.product = b.product
GROUP BY p.product_id
