-- What was last told of an account's product on the feed: a row only while there is something to tell.
CREATE TABLE reorder_state (
    account_id text COLLATE "C" NOT NULL,
    product_id text COLLATE "C" NOT NULL,
    status     text             NOT NULL CHECK (status IN ('OVERDUE', 'LAPSED')),
    last_at    timestamptz      NOT NULL,
    told_at    timestamptz      NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, product_id)
);
COMMENT ON COLUMN reorder_state.last_at IS 'the purchase that the status counts from: a later one ends it';

-- Intervals between purchases of a product, summed up over all accounts by each round of the sweep.
CREATE TABLE product_interval (
    product_id text COLLATE "C" PRIMARY KEY,
    gaps       bigint           NOT NULL,
    log_sum    double precision NOT NULL
);
CREATE TABLE product_interval_round (
    only_row    boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    finished_at timestamptz NOT NULL
);

-- Overdue and lapsed products, and those bought again.
SELECT create_change_feed('reorders');
