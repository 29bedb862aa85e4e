-- What the merchant says of events, in place of what ships or of nothing. A key is a name in lower case.
CREATE TABLE event_mapping (
    key         text COLLATE "C" PRIMARY KEY,
    name        text        NOT NULL,
    mark        text,
    touchpoint  text        NOT NULL,
    online      boolean     NOT NULL,
    influence   text        NOT NULL,
    server_only boolean     NOT NULL,
    changed_at  timestamptz NOT NULL DEFAULT now()
);
-- Counts the changes, so that every pod sees cheaply that there is one.
CREATE TABLE event_mapping_revision (revision bigint NOT NULL);
INSERT INTO event_mapping_revision VALUES (0);

-- Names that no vocabulary knew when they came. The row without a name counts those that came when the table was full.
CREATE TABLE event_seen (
    key           text COLLATE "C" PRIMARY KEY,
    name          text        NOT NULL,
    events        bigint      NOT NULL,
    first_seen_at timestamptz NOT NULL,
    last_seen_at  timestamptz NOT NULL
) WITH (fillfactor = 50);

-- Mappings that changed and whose history has not all been rewritten yet; a row goes when it has.
CREATE TABLE event_remapping (
    key     text COLLATE "C" PRIMARY KEY,
    name    text        NOT NULL,
    version bigint      NOT NULL,
    due_at  timestamptz NOT NULL,
    done    bigint      NOT NULL,
    total   bigint
);
COMMENT ON COLUMN event_remapping.due_at IS 'not before no pod records by the mapping before';
COMMENT ON COLUMN event_remapping.total IS 'activities to rewrite; null until they are counted';

-- The reject log and the imports, as they are listed.
CREATE INDEX reject_by_import ON reject (import_id, received_at, id) WHERE import_id IS NOT NULL;
CREATE INDEX reject_by_reason ON reject (reason, received_at, id);
CREATE INDEX import_job_by_start ON import_job (started_at, id);
