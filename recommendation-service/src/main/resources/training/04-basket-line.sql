-- Baskets, capped: pairs grow with the square of a basket, and a basket with everything in it says nothing. A capped
-- basket keeps a sample that does not favour any product (the "interaction cut" of Schelter, Boden and Markl, Scalable
-- Similarity-Based Neighborhood Methods with MapReduce, RecSys 2012), drawn by a hash of ids so that the same basket
-- always keeps the same, whatever else is sold. An account keeps its newest lines. BasketLines.java does the same.
CREATE TABLE basket_line AS
SELECT account, product, day
FROM (
    SELECT account, product, day,
           row_number() OVER (PARTITION BY account ORDER BY day DESC, product) AS newest
    FROM (
        SELECT b.account, b.product, b.day,
               row_number() OVER (
                   PARTITION BY b.account, b.day
                   ORDER BY md5(p.product_id || '/' || a.account_id || '/' || CAST(b.day AS STRING)), b.product) AS place
        FROM bought AS b
        JOIN product_number AS p ON p.product = b.product
        JOIN account_number AS a ON a.account = b.account
    ) AS shuffled
    WHERE place <= (SELECT max_basket FROM parameter)
) AS capped
WHERE newest <= (SELECT max_account_lines FROM parameter)
