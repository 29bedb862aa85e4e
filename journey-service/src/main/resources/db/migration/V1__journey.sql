-- The log of activities, where each account stands because of it, and what could not be used.

-- One row per activity. Keyed by account, then time: that is how a journey is read and replayed. Ids sort by bytes.
CREATE TABLE activity (
    account_id   text COLLATE "C" NOT NULL,
    at           timestamptz      NOT NULL,
    message_id   text COLLATE "C" NOT NULL,
    contact_id   text COLLATE "C",
    anonymous_id text COLLATE "C",
    event        text             NOT NULL,
    mark         text,
    touchpoint   text             NOT NULL,
    synthetic    boolean          NOT NULL,
    received_at  timestamptz      NOT NULL,
    properties   json             NOT NULL,
    PRIMARY KEY (account_id, at, message_id)
) PARTITION BY RANGE (at);
COMMENT ON COLUMN activity.at IS 'when it happened, in whole milliseconds';
COMMENT ON COLUMN activity.mark IS 'the kind of evidence it is to the stage model; null: none';

-- Creates the partition of a month if it is missing. Runs with the owner's rights, because the runtime role may not
-- create tables. Attaching, unlike CREATE TABLE ... PARTITION OF, does not wait for running writers.
CREATE FUNCTION ensure_activity_partition(month date) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    first_day date := date_trunc('month', month);
    name      text := 'activity_' || to_char(first_day, 'YYYY_MM');
BEGIN
    IF first_day < DATE '2000-01-01' OR first_day > (now() AT TIME ZONE 'UTC')::date + 40 THEN
        RAISE EXCEPTION 'no activity is kept for %', first_day USING ERRCODE = 'datetime_field_overflow';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('activity partitions', 0));
    IF to_regclass('public.' || name) IS NOT NULL THEN
        RETURN;
    END IF;
    EXECUTE format('CREATE TABLE %I (LIKE activity INCLUDING ALL)', name);
    EXECUTE format('ALTER TABLE activity ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', name,
        first_day::timestamp AT TIME ZONE 'UTC',
        (first_day + interval '1 month') AT TIME ZONE 'UTC');
END
$$;
REVOKE EXECUTE ON FUNCTION ensure_activity_partition(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ensure_activity_partition(date) TO ${runtimeRole};

-- Which message ids were recorded. A table of its own, because partitions by month cannot keep an id unique.
CREATE TABLE received_message (
    message_id  text COLLATE "C" PRIMARY KEY,
    received_at timestamptz NOT NULL
) PARTITION BY HASH (message_id);
CREATE TABLE received_message_0 PARTITION OF received_message FOR VALUES WITH (MODULUS 8, REMAINDER 0);
CREATE TABLE received_message_1 PARTITION OF received_message FOR VALUES WITH (MODULUS 8, REMAINDER 1);
CREATE TABLE received_message_2 PARTITION OF received_message FOR VALUES WITH (MODULUS 8, REMAINDER 2);
CREATE TABLE received_message_3 PARTITION OF received_message FOR VALUES WITH (MODULUS 8, REMAINDER 3);
CREATE TABLE received_message_4 PARTITION OF received_message FOR VALUES WITH (MODULUS 8, REMAINDER 4);
CREATE TABLE received_message_5 PARTITION OF received_message FOR VALUES WITH (MODULUS 8, REMAINDER 5);
CREATE TABLE received_message_6 PARTITION OF received_message FOR VALUES WITH (MODULUS 8, REMAINDER 6);
CREATE TABLE received_message_7 PARTITION OF received_message FOR VALUES WITH (MODULUS 8, REMAINDER 7);

CREATE TABLE account_stage (
    account_id  text COLLATE "C" PRIMARY KEY,
    first_at    timestamptz NOT NULL,
    state       jsonb,
    events      bigint      NOT NULL DEFAULT 0,
    observed_at timestamptz,
    stage       text,
    swept_to    timestamptz,
    revision    bigint      NOT NULL DEFAULT 0,
    updated_at  timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 70);
COMMENT ON COLUMN account_stage.first_at IS 'the earliest activity of any kind';
COMMENT ON COLUMN account_stage.state IS 'the filter''s state right after the last event; null while no event was evidence';
COMMENT ON COLUMN account_stage.events IS 'how many events the state has seen';
COMMENT ON COLUMN account_stage.observed_at IS 'the minute of the last event the state has seen';
COMMENT ON COLUMN account_stage.stage IS 'the stage last published';
COMMENT ON COLUMN account_stage.swept_to IS 'up to when silence since the last event has been published; null: not at all';

-- Copies of the state every 32 events, so that a late event needs no replay from the beginning.
CREATE TABLE stage_checkpoint (
    account_id text COLLATE "C" NOT NULL,
    events     bigint           NOT NULL,
    minute     bigint           NOT NULL,
    state      jsonb            NOT NULL,
    PRIMARY KEY (account_id, events)
);
COMMENT ON COLUMN stage_checkpoint.minute IS 'of the last event in it, in minutes since 1970-01-01T00:00Z';

-- What was published, never rewritten.
CREATE TABLE stage_transition (
    account_id  text COLLATE "C" NOT NULL,
    revision    bigint           NOT NULL,
    from_stage  text,
    to_stage    text             NOT NULL,
    at          timestamptz      NOT NULL,
    reason      text             NOT NULL,
    caused_by   text COLLATE "C",
    recorded_at timestamptz      NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, revision)
);
CREATE INDEX ON stage_transition (account_id, at);

CREATE TABLE import_job (
    id             uuid PRIMARY KEY,
    status         text        NOT NULL,
    received       bigint      NOT NULL,
    recorded       bigint      NOT NULL,
    duplicates     bigint      NOT NULL,
    rejected       bigint      NOT NULL,
    rejected_lines bigint      NOT NULL,
    started_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL,
    finished_at    timestamptz
);

-- Events, and single order lines, that were accepted but could not be used. The id is made from the content, so that
-- sending the same again adds nothing.
CREATE TABLE reject (
    id          uuid PRIMARY KEY,
    message_id  text,
    reason      text        NOT NULL,
    detail      text        NOT NULL,
    payload     text        NOT NULL,
    received_at timestamptz NOT NULL,
    import_id   uuid
);
CREATE INDEX ON reject (received_at, id);
COMMENT ON COLUMN reject.payload IS 'JSON in ASCII; text, because it may hold escapes that PostgreSQL''s types refuse';

SELECT create_change_feed('activities');
SELECT create_change_feed('stages');
