-- Calls that were answered and are not recorded yet: what comes faster than it can be recorded waits here. A row goes in
-- the transaction that records it.
CREATE TABLE accepted_call (
    number      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    type        text,
    by_server   boolean     NOT NULL,
    received_at timestamptz NOT NULL,
    events      integer     NOT NULL,
    body        bytea       NOT NULL
);
COMMENT ON COLUMN accepted_call.type IS 'TRACK, IDENTIFY and so on; null: a batch, whose events say it';
COMMENT ON COLUMN accepted_call.body IS 'as it was sent, unpacked';
