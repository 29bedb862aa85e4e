CREATE TABLE account_number AS
SELECT account_id, CAST(row_number() OVER (ORDER BY account_id) AS INT) AS account
FROM (SELECT DISTINCT account_id FROM net_line) AS named
