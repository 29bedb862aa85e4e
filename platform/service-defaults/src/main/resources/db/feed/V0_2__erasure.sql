-- What a service needs to forget a person or a company, and to stay that way (docs/adr/0013).

-- Who was forgotten: a keyed hash of the id, never the id. What is not lifted is refused, however late it comes.
CREATE TABLE erased_subject (
    hash       bytea PRIMARY KEY,
    kind       text        NOT NULL,
    erasure_id text        NOT NULL,
    erased_at  timestamptz NOT NULL,
    lifted_at  timestamptz
);
CREATE INDEX ON erased_subject (erasure_id);
COMMENT ON COLUMN erased_subject.lifted_at IS 'somebody created the subject again on purpose: what happened from then on counts';

-- What is to be forgotten. The row stays, and loses the ids when it is done.
CREATE TABLE erasure_task (
    erasure_id    text PRIMARY KEY,
    kind          text        NOT NULL,
    subject_id    text,
    anonymous_ids text[]      NOT NULL DEFAULT '{}',
    requested_at  timestamptz NOT NULL,
    finished_at   timestamptz
);
CREATE INDEX ON erasure_task (requested_at) WHERE finished_at IS NULL;

-- What was done so far, written with each chunk of it.
CREATE TABLE erasure_count (
    erasure_id text   NOT NULL,
    store      text   NOT NULL,
    action     text   NOT NULL,
    count      bigint NOT NULL,
    PRIMARY KEY (erasure_id, store, action)
);
