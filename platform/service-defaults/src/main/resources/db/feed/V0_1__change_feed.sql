-- What a service needs to own and to read change feeds (docs/architecture.md, "Change feeds").

ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${runtimeRole};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT, UPDATE ON SEQUENCES TO ${runtimeRole};

-- One row per life of the database. A dump restored into a fresh cluster starts a new one, because transaction ids
-- restart low there; so does a point-in-time recovery, because ids after the point are given out again.
CREATE TABLE feed_epoch (
    epoch             integer PRIMARY KEY,
    system_identifier bigint      NOT NULL,
    timeline          integer     NOT NULL,
    began_at          timestamptz NOT NULL DEFAULT now()
);

-- The feeds this database owns.
CREATE TABLE feed (
    name text PRIMARY KEY
);

-- The bookmarks of the feeds this service reads.
CREATE TABLE feed_cursor (
    feed       text PRIMARY KEY,
    cursor     text        NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now()
);

-- Events that can never be applied, and the later events of the same subject, which wait behind them in order.
CREATE TABLE feed_dead_letter (
    feed     text        NOT NULL,
    position bigint GENERATED ALWAYS AS IDENTITY,
    event_id text        NOT NULL,
    subject  text        NOT NULL,
    event    json        NOT NULL,
    error    text,
    attempts integer     NOT NULL DEFAULT 1,
    at       timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (feed, event_id)
);
COMMENT ON COLUMN feed_dead_letter.error IS 'null: nothing is wrong with this event, it waits behind one that failed';
CREATE INDEX ON feed_dead_letter (feed, subject, position);

-- The columns are those that Debezium's outbox event router expects, so that the same table can feed Kafka.
CREATE FUNCTION create_change_feed(feed_name text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format($ddl$
        CREATE TABLE %I (
            xid           xid8        NOT NULL DEFAULT pg_current_xact_id(),
            seq           bigint GENERATED ALWAYS AS IDENTITY,
            id            uuid        NOT NULL DEFAULT gen_random_uuid(),
            aggregatetype text        NOT NULL,
            aggregateid   text        NOT NULL,
            type          text        NOT NULL,
            payload       json        NOT NULL,
            created_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
            PRIMARY KEY (xid, seq)
        )$ddl$, 'feed_' || feed_name);
    INSERT INTO feed (name) VALUES (feed_name);
END
$$;
