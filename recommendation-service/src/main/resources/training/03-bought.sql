-- What an account bought on a day: the orders of one day are one basket. Nothing from the day "as of" on is known.
CREATE TABLE bought AS
SELECT a.account, p.product, l.day, SUM(l.quantity) AS quantity
FROM net_line AS l
JOIN account_number AS a ON a.account_id = l.account_id
JOIN product_number AS p ON p.product_id = l.product_id
WHERE l.day < (SELECT as_of FROM parameter)
GROUP BY a.account, p.product, l.day
