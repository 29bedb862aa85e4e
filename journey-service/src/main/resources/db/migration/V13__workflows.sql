-- Workflows: steps that are taken for an account when it enters or leaves a segment, and their runs (docs/adr/0037).

CREATE TABLE workflow (
    id             text COLLATE "C" PRIMARY KEY,
    name           text        NOT NULL,
    segment_id     text COLLATE "C" NOT NULL,
    change         text        NOT NULL,
    steps          json        NOT NULL,
    cancel_on_exit boolean     NOT NULL,
    enabled        boolean     NOT NULL,
    version        integer     NOT NULL,
    starts_from    timestamptz NOT NULL DEFAULT now(),
    created_at     timestamptz NOT NULL DEFAULT now(),
    updated_at     timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN workflow.change IS 'ENTERED or EXITED';
COMMENT ON COLUMN workflow.starts_from IS 'when it was enabled, or began to be of this change: earlier changes start no run';
CREATE INDEX ON workflow (segment_id);

CREATE TABLE workflow_run (
    id               uuid PRIMARY KEY,
    number           bigint GENERATED ALWAYS AS IDENTITY,
    workflow_id      text COLLATE "C" NOT NULL REFERENCES workflow ON DELETE CASCADE,
    workflow_version integer     NOT NULL,
    account_id       text COLLATE "C" NOT NULL,
    change_id        uuid        NOT NULL,
    change           json        NOT NULL,
    steps            json        NOT NULL,
    log              json        NOT NULL,
    state            text        NOT NULL,
    reason           text,
    next_at          timestamptz NOT NULL,
    lease_until      timestamptz NOT NULL DEFAULT '-infinity',
    fence            bigint      NOT NULL DEFAULT 0,
    started_at       timestamptz NOT NULL DEFAULT now(),
    finished_at      timestamptz,
    UNIQUE (workflow_id, change_id)
);
COMMENT ON COLUMN workflow_run.number IS 'the order in which they started';
COMMENT ON COLUMN workflow_run.change IS 'of the membership, as the feed tells it';
COMMENT ON COLUMN workflow_run.steps IS 'as the workflow was when it started';
COMMENT ON COLUMN workflow_run.log IS 'what became of each step, as far as it has come';
COMMENT ON COLUMN workflow_run.next_at IS 'nothing is done before';
COMMENT ON COLUMN workflow_run.lease_until IS 'until then only the pod that has the fence''s number takes the step';
CREATE UNIQUE INDEX workflow_run_alone ON workflow_run (workflow_id, account_id) WHERE state = 'RUNNING';
CREATE INDEX workflow_run_next ON workflow_run (next_at) WHERE state = 'RUNNING';
CREATE INDEX workflow_run_listed ON workflow_run (workflow_id, number);
CREATE INDEX workflow_run_by_account ON workflow_run (account_id);
CREATE INDEX workflow_run_finished ON workflow_run (finished_at) WHERE finished_at IS NOT NULL;
