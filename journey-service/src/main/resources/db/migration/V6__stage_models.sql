-- Which stage model a journey's state, and its checkpoints, are of.
ALTER TABLE account_stage ADD COLUMN model_version text COLLATE "C";
UPDATE account_stage SET model_version = 'b2b-expert-1' WHERE state IS NOT NULL;
COMMENT ON COLUMN account_stage.model_version IS 'null while there is no state';
-- Journeys of other models than the champion's are looked for every few seconds.
CREATE INDEX account_stage_by_model ON account_stage (model_version, account_id) WHERE model_version IS NOT NULL;

CREATE SEQUENCE journey_model_number;
GRANT USAGE ON SEQUENCE journey_model_number TO ${runtimeRole};

CREATE TABLE journey_model (
    version          text COLLATE "C" PRIMARY KEY,
    state            text        NOT NULL,
    origin           text        NOT NULL,
    taxonomy         text        NOT NULL,
    parent           text COLLATE "C",
    parameters       json,
    settings         json,
    progress         json,
    metrics          json,
    gate             json,
    backtest         json,
    error            text,
    cancel_requested boolean     NOT NULL DEFAULT false,
    created_at       timestamptz NOT NULL DEFAULT now(),
    created_by       text        NOT NULL,
    finished_at      timestamptz,
    promoted_at      timestamptz,
    retired_at       timestamptz
);
COMMENT ON COLUMN journey_model.state IS 'TRAINING, then CANDIDATE, FAILED, CANCELLED or INTERRUPTED; CHAMPION; RETIRED';
COMMENT ON COLUMN journey_model.parameters IS 'null while it is not trained';
COMMENT ON COLUMN journey_model.gate IS 'how it did against the champion of that time on time that it was not trained on';
CREATE UNIQUE INDEX journey_model_champion ON journey_model (state) WHERE state = 'CHAMPION';
CREATE UNIQUE INDEX journey_model_training ON journey_model (state) WHERE state = 'TRAINING';

-- Which model was in use from when, and who wanted it so. Rows are only ever added; the last number tells the replicas
-- that there is something new.
CREATE TABLE journey_model_promotion (
    number     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    version    text COLLATE "C" NOT NULL REFERENCES journey_model,
    previous   text COLLATE "C",
    kind       text             NOT NULL,
    reason     text,
    gate       json,
    by_key     text             NOT NULL,
    at         timestamptz      NOT NULL DEFAULT now()
);
COMMENT ON COLUMN journey_model_promotion.kind IS 'SHIPPED, PROMOTED, FORCED (past the gate) or ROLLED_BACK';

-- Where somebody who should know has said that an account stood.
CREATE TABLE journey_label (
    account_id  text COLLATE "C" NOT NULL,
    at          timestamptz      NOT NULL,
    stage       text             NOT NULL,
    said        text             NOT NULL,
    received_at timestamptz      NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, at)
);
COMMENT ON COLUMN journey_label.said IS 'the stage as it was sent, such as a CRM''s name for it';
