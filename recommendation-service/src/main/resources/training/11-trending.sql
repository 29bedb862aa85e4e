-- What most accounts bought in the days before the newest order.
CREATE TABLE trending AS
SELECT CAST(place AS INT) AS rank, product_id, accounts, quantity
FROM (
    SELECT product_id, accounts, quantity,
           row_number() OVER (ORDER BY accounts DESC, quantity DESC, product_id) AS place
    FROM (
        SELECT p.product_id, CAST(COUNT(DISTINCT b.account) AS INT) AS accounts,
               CAST(SUM(b.quantity) AS BIGINT) AS quantity
        FROM bought AS b
        JOIN product_number AS p ON p.product = b.product
        WHERE b.day > (SELECT MAX(day) FROM bought) - (SELECT trending_days FROM parameter)
        GROUP BY p.product_id
    ) AS recent
) AS ranked
WHERE place <= (SELECT max_trending FROM parameter)
