-- Baskets, capped: pairs grow with the square of a basket, and a basket with everything in it says nothing. A capped
-- basket keeps a sample that does not favour any product (the "interaction cut" of Schelter, Boden and Markl, Scalable
-- Similarity-Based Neighborhood Methods with MapReduce, RecSys 2012), drawn by a fixed arithmetic so that the same
-- orders always give the same model. An account keeps its newest lines.
CREATE TABLE basket_line AS
SELECT account, product, day
FROM (
    SELECT account, product, day,
           row_number() OVER (PARTITION BY account ORDER BY day DESC, product) AS newest
    FROM (
        SELECT account, product, day,
               row_number() OVER (
                   PARTITION BY account, day
                   ORDER BY (CAST(product AS BIGINT) * 7919 + CAST(account AS BIGINT) * 104729
                             + CAST(day AS BIGINT) * 1299709) % 1000003, product) AS place
        FROM bought
    ) AS shuffled
    WHERE place <= (SELECT max_basket FROM parameter)
) AS capped
WHERE newest <= (SELECT max_account_lines FROM parameter)
