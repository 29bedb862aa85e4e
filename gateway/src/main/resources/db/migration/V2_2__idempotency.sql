CREATE TABLE idempotency (
    -- Whose key it is: 'key:12', or 'oidc:' and the subject. Two callers may choose the same.
    owner         text        NOT NULL,
    key           text        NOT NULL,
    fingerprint   bytea       NOT NULL CHECK (octet_length(fingerprint) = 32),
    -- The request that holds the key, and until when, unless it goes on saying so.
    claim         uuid        NOT NULL,
    claimed_until timestamptz NOT NULL,
    created_at    timestamptz NOT NULL,
    -- The answer; null while there is none.
    status        smallint,
    content_type  text,
    location      text,
    body          bytea,
    PRIMARY KEY (owner, key)
);

CREATE INDEX ON idempotency (created_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency TO ${runtimeRole};
