-- Lists that were answered, with what was on them: arrays in the order of the positions. Who of the account saw them is not kept.
CREATE TABLE exposure (
    recommendation_id uuid PRIMARY KEY,
    account_id        text COLLATE "C" NOT NULL,
    placement         text             NOT NULL,
    at                timestamptz      NOT NULL,
    stage             text,
    strategy_version  text             NOT NULL,
    model_version     text,
    holdout           boolean          NOT NULL,
    experiment_id     text COLLATE "C",
    variant           text,
    kinds             text[]           NOT NULL,
    products          text[]           NOT NULL,
    contents          text[]           NOT NULL,
    scores            real[]           NOT NULL,
    origins           text[]           NOT NULL,
    propensities      real[]           NOT NULL,
    CHECK ((experiment_id IS NULL) = (variant IS NULL))
);
COMMENT ON COLUMN exposure.products IS 'null where the position shows content';
CREATE INDEX exposure_by_account ON exposure (account_id, at);
CREATE INDEX exposure_by_time ON exposure (at);
CREATE INDEX exposure_by_experiment ON exposure (experiment_id, account_id) WHERE experiment_id IS NOT NULL;

-- What became of them. Never updated: applying an event again is a no-op.
CREATE TABLE interaction (
    account_id        text COLLATE "C" NOT NULL,
    message_id        text COLLATE "C" NOT NULL,
    recommendation_id uuid             NOT NULL,
    action            text             NOT NULL CHECK (action IN ('VIEWED', 'CLICKED', 'DISMISSED')),
    position          integer CHECK (position > 0),
    product_id        text COLLATE "C",
    at                timestamptz      NOT NULL,
    PRIMARY KEY (account_id, message_id)
);
COMMENT ON COLUMN interaction.position IS 'null with product_id: the whole list';
CREATE INDEX interaction_by_time ON interaction (account_id, at);
CREATE INDEX interaction_by_age ON interaction (at);
CREATE INDEX interaction_of_exposure ON interaction (recommendation_id);

-- Lines of orders that name the list they were ordered from.
CREATE TABLE recommended_line (
    account_id        text COLLATE "C" NOT NULL,
    message_id        text COLLATE "C" NOT NULL,
    product_id        text COLLATE "C" NOT NULL,
    recommendation_id uuid             NOT NULL,
    at                timestamptz      NOT NULL,
    PRIMARY KEY (account_id, message_id, product_id)
);
CREATE INDEX recommended_line_by_age ON recommended_line (at);

CREATE TABLE experiment (
    experiment_id text COLLATE "C" PRIMARY KEY,
    document      json        NOT NULL,
    status        text        NOT NULL CHECK (status IN ('DRAFT', 'RUNNING', 'STOPPED')),
    started_at    timestamptz,
    stopped_at    timestamptz,
    revision      bigint      NOT NULL DEFAULT 1,
    created_at    timestamptz NOT NULL DEFAULT now(),
    updated_at    timestamptz NOT NULL DEFAULT now(),
    CHECK ((started_at IS NULL) = (status = 'DRAFT')),
    CHECK ((stopped_at IS NULL) = (status <> 'STOPPED'))
);

-- Rises with every change of what runs, so that each pod notices by reading one row. Writers lock it first.
CREATE TABLE experiment_revision (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    revision bigint  NOT NULL DEFAULT 0
);
INSERT INTO experiment_revision DEFAULT VALUES;
