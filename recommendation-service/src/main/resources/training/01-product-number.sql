-- The files of this folder run in this order, each makes one table, and all keep to what DuckDB and Spark SQL have in
-- common. Given: net_line (account_id, product_id, day, quantity), one row per order and product, refunds taken off,
-- day counted from 1970-01-01; and parameter, one row.
--
-- Numbers in the order of the ids: joins on integers, and ties that always break the same way.
CREATE TABLE product_number AS
SELECT product_id, CAST(row_number() OVER (ORDER BY product_id) AS INT) AS product
FROM (SELECT DISTINCT product_id FROM net_line) AS named
