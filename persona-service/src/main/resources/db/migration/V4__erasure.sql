-- What is to be forgotten, and who has reported that it is.

SELECT create_change_feed('erasures');

CREATE TABLE erasure (
    id           text COLLATE "C" PRIMARY KEY,
    kind         text        NOT NULL,
    services     text[]      NOT NULL,
    requested_at timestamptz NOT NULL,
    completed_at timestamptz
);
COMMENT ON TABLE erasure IS 'Receipts. Whom they are about only the task and the feed know, and those only until it is done';
COMMENT ON COLUMN erasure.id IS 'begins with the time, so that ids are in the order of the requests';
COMMENT ON COLUMN erasure.services IS 'who has to report';

CREATE TABLE erasure_report (
    erasure_id  text COLLATE "C" NOT NULL REFERENCES erasure (id),
    service     text        NOT NULL,
    stores      jsonb       NOT NULL,
    reported_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (erasure_id, service)
);
