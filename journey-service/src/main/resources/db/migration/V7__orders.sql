-- What the probability of the next order is told from, however much else an account does.
CREATE INDEX activity_orders ON activity (account_id, at) WHERE mark = 'ORDER';
