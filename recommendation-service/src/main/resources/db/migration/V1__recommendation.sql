-- Ids are compared byte by byte: faster, and the same order on every machine.

CREATE TABLE product (
    product_id     text COLLATE "C" PRIMARY KEY,
    name           text,
    description    text,
    family         text,
    status         text        NOT NULL CHECK (status IN ('ACTIVE', 'DISCONTINUED')),
    price_amount   numeric,
    price_currency text,
    learnt         boolean     NOT NULL,
    deleted        boolean     NOT NULL DEFAULT false,
    seen_at        timestamptz,
    seen_price     numeric,
    seen_currency  text,
    revision       bigint      NOT NULL DEFAULT 1,
    created_at     timestamptz NOT NULL DEFAULT now(),
    updated_at     timestamptz NOT NULL DEFAULT now(),
    changed_in     xid8        NOT NULL DEFAULT pg_current_xact_id(),
    CHECK ((price_amount IS NULL) = (price_currency IS NULL))
);
COMMENT ON COLUMN product.learnt IS 'true while only order lines have named it: nobody declared it';
COMMENT ON COLUMN product.seen_at IS 'event time of the order line that its learnt fields come from, or of its deletion';
COMMENT ON COLUMN product.changed_in IS 'followers read what changed in transactions they have not seen';
CREATE INDEX product_by_change ON product (changed_in, product_id);

CREATE FUNCTION product_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.changed_in := pg_current_xact_id();
    RETURN NEW;
END
$$;
CREATE TRIGGER product_changed BEFORE UPDATE ON product FOR EACH ROW EXECUTE FUNCTION product_changed();

-- What an order (or refund) says of one product, its lines added up. Never updated: applying an order again is a no-op.
CREATE TABLE purchase (
    account_id text COLLATE "C" NOT NULL,
    product_id text COLLATE "C" NOT NULL,
    message_id text COLLATE "C" NOT NULL,
    refund     boolean          NOT NULL,
    quantity   bigint           NOT NULL CHECK (quantity > 0),
    unit_price numeric          NOT NULL CHECK (unit_price >= 0),
    currency   text             NOT NULL,
    at         timestamptz      NOT NULL,
    PRIMARY KEY (account_id, product_id, message_id)
);
CREATE INDEX purchase_by_time ON purchase (account_id, at DESC);

-- When an account last looked at a product (or put it into its cart).
CREATE TABLE product_view (
    account_id text COLLATE "C" NOT NULL,
    product_id text COLLATE "C" NOT NULL,
    at         timestamptz      NOT NULL,
    PRIMARY KEY (account_id, product_id)
);
CREATE INDEX product_view_by_time ON product_view (account_id, at DESC);

CREATE TABLE account_context (
    account_id       text COLLATE "C" PRIMARY KEY,
    known            boolean NOT NULL DEFAULT true,
    name             text,
    country          text,
    industry         text,
    stub             boolean,
    profile_revision bigint  NOT NULL DEFAULT -1,
    stage            text,
    since            timestamptz,
    probabilities    json,
    model_version    text,
    stage_revision   bigint  NOT NULL DEFAULT -1,
    revision         bigint  NOT NULL DEFAULT 0
);
COMMENT ON COLUMN account_context.known IS 'false once the account was deleted and nothing else speaks of it';
COMMENT ON COLUMN account_context.revision IS 'rises with everything an answer for the account depends on';

-- How many orders there are: tells when the model has become old.
CREATE TABLE order_tally (
    only_row     boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    orders       bigint  NOT NULL DEFAULT 0,
    last_arrival timestamptz
);
INSERT INTO order_tally DEFAULT VALUES;

CREATE TABLE model_version (
    model_version text PRIMARY KEY,
    status        text        NOT NULL CHECK (status IN ('BUILDING', 'CHAMPION', 'RETIRED')),
    orders        bigint      NOT NULL,
    metrics       json,
    created_at    timestamptz NOT NULL DEFAULT now(),
    promoted_at   timestamptz
);
CREATE UNIQUE INDEX one_champion ON model_version (status) WHERE status = 'CHAMPION';

CREATE TABLE complement (
    model_version text             NOT NULL,
    product_id    text COLLATE "C" NOT NULL,
    rank          integer          NOT NULL,
    other_id      text COLLATE "C" NOT NULL,
    score         double precision NOT NULL,
    llr           double precision NOT NULL,
    accounts      integer          NOT NULL,
    baskets       integer          NOT NULL,
    PRIMARY KEY (model_version, product_id, rank)
);

CREATE TABLE trending (
    model_version text             NOT NULL,
    rank          integer          NOT NULL,
    product_id    text COLLATE "C" NOT NULL,
    accounts      integer          NOT NULL,
    quantity      bigint           NOT NULL,
    PRIMARY KEY (model_version, rank)
);

CREATE TABLE popularity (
    model_version text             NOT NULL,
    product_id    text COLLATE "C" NOT NULL,
    accounts      integer          NOT NULL,
    quantity      bigint           NOT NULL,
    PRIMARY KEY (model_version, product_id)
);
