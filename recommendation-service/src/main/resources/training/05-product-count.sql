-- "Decayed" counts weigh a basket half for every half-life before the newest one. Weights grow forward from a fixed
-- landmark (Cormode, Shkapenyuk, Srivastava and Xu, Forward Decay, ICDE 2009), so that counts need no change as time passes:
-- in a cosine of two of them the landmark cancels.
CREATE TABLE product_count AS
SELECT product, COUNT(*) AS baskets, COUNT(DISTINCT account) AS accounts,
       SUM(power(2, (day - (SELECT landmark FROM parameter)) / (SELECT half_life_days FROM parameter))) AS decayed
FROM basket_line
GROUP BY product
