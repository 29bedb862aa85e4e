-- How many accounts bought two products within so many days of each other.
CREATE TABLE account_pair AS
SELECT a, b, COUNT(*) AS accounts
FROM (
    SELECT DISTINCT x.account, x.product AS a, y.product AS b
    FROM basket_line AS x
    JOIN basket_line AS y ON y.account = x.account AND y.product > x.product
    WHERE ABS(x.day - y.day) <= (SELECT window_days FROM parameter)
) AS together
GROUP BY a, b
