-- What the ranker of a model version knows, and how the version came to be.

ALTER TABLE model_version
    ADD COLUMN ranker            json,
    ADD COLUMN step              integer NOT NULL DEFAULT 0,
    ADD COLUMN steps             integer NOT NULL DEFAULT 0,
    ADD COLUMN cancel_requested  boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN model_version.ranker IS 'weights by feature name; null if the version was trained before there were rankers';

CREATE TABLE co_purchase (
    model_version  text             NOT NULL,
    product_id     text COLLATE "C" NOT NULL,
    rank           integer          NOT NULL,
    other_id       text COLLATE "C" NOT NULL,
    basket_cosine  real             NOT NULL,
    decayed_cosine real             NOT NULL,
    account_cosine real             NOT NULL,
    llr            real             NOT NULL,
    PRIMARY KEY (model_version, product_id, rank)
);

CREATE TABLE product_fact (
    model_version   text             NOT NULL,
    product_id      text COLLATE "C" NOT NULL,
    accounts        integer          NOT NULL,
    recent_accounts integer          NOT NULL,
    latest_accounts integer          NOT NULL,
    baskets         integer          NOT NULL,
    repeaters       integer          NOT NULL,
    first_day       integer          NOT NULL,
    last_day        integer          NOT NULL,
    PRIMARY KEY (model_version, product_id)
);
