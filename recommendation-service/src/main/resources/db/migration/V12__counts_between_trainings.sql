-- What a training counted, so that orders after it can go on counting.

-- Whose purchases changed last in which transaction. Written by triggers: whoever changes purchases cannot forget it.
CREATE TABLE purchase_change (
    account_id text COLLATE "C" PRIMARY KEY,
    changed_in xid8 NOT NULL
);
CREATE INDEX purchase_change_by_change ON purchase_change (changed_in, account_id);

CREATE FUNCTION purchase_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO purchase_change (account_id, changed_in)
    SELECT DISTINCT account_id, pg_current_xact_id() FROM changed ORDER BY account_id
    ON CONFLICT (account_id) DO UPDATE SET changed_in = excluded.changed_in
    WHERE purchase_change.changed_in <> excluded.changed_in;
    RETURN NULL;
END
$$;
CREATE TRIGGER purchase_added AFTER INSERT ON purchase
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION purchase_changed();
CREATE TRIGGER purchase_removed AFTER DELETE ON purchase
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION purchase_changed();

-- One row per version that can go on counting, written when all its counts are there. Its lock guards them.
CREATE TABLE counted_model (
    model_version     text PRIMARY KEY,
    counted_below     xid8             NOT NULL,
    accounts          bigint           NOT NULL,
    products          integer          NOT NULL,
    max_basket        integer          NOT NULL,
    max_account_lines integer          NOT NULL,
    window_days       integer          NOT NULL,
    min_llr           double precision NOT NULL,
    max_complements   integer          NOT NULL
);
COMMENT ON COLUMN counted_model.counted_below IS 'what changed in transactions before this one is counted';
COMMENT ON COLUMN counted_model.products IS 'the highest product number';

-- The basket lines that the counts hold of an account.
CREATE TABLE counted_account (
    model_version text             NOT NULL,
    account_id    text COLLATE "C" NOT NULL,
    days          integer[]        NOT NULL,
    product_ids   text[]           NOT NULL,
    seen          xid8,
    PRIMARY KEY (model_version, account_id)
);
CREATE INDEX counted_account_by_account ON counted_account (account_id);
COMMENT ON COLUMN counted_account.seen IS 'the change of purchases that the lines are of; null if only the training has counted them';

CREATE TABLE counted_product (
    model_version text             NOT NULL,
    product       integer          NOT NULL,
    product_id    text COLLATE "C" NOT NULL,
    accounts      integer          NOT NULL,
    baskets       integer          NOT NULL,
    pairs         bytea            NOT NULL,
    PRIMARY KEY (model_version, product),
    UNIQUE (model_version, product_id)
);
COMMENT ON COLUMN counted_product.pairs IS 'by ascending number of the other product: gap, accounts, baskets, as LEB128';
-- The bytes hardly compress.
ALTER TABLE counted_product ALTER COLUMN pairs SET STORAGE EXTERNAL;

-- Complements of products, made anew since the training; they stand in for those of the table complement.
CREATE TABLE changed_list (
    model_version text               NOT NULL,
    product_id    text COLLATE "C"   NOT NULL,
    other_ids     text[]             NOT NULL,
    scores        double precision[] NOT NULL,
    accounts      integer[]          NOT NULL,
    baskets       integer[]          NOT NULL,
    changed_in    xid8               NOT NULL,
    PRIMARY KEY (model_version, product_id)
);
CREATE INDEX changed_list_by_change ON changed_list (changed_in, model_version, product_id);
