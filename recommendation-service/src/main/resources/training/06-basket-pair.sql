-- In how many baskets two products lie together.
CREATE TABLE basket_pair AS
SELECT x.product AS a, y.product AS b, COUNT(*) AS baskets,
       SUM(power(2, (x.day - (SELECT landmark FROM parameter)) / (SELECT half_life_days FROM parameter))) AS decayed
FROM basket_line AS x
JOIN basket_line AS y ON y.account = x.account AND y.day = x.day AND y.product > x.product
GROUP BY x.product, y.product
