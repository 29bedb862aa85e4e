-- Where each account stands, as journey-service tells: what its buying group is judged by.
CREATE TABLE account_stage (
    account_id text COLLATE "C" PRIMARY KEY,
    stage      text        NOT NULL,
    since      timestamptz NOT NULL,
    revision   bigint      NOT NULL
);
COMMENT ON COLUMN account_stage.revision IS 'of the account in journey-service; an older one is ignored';
