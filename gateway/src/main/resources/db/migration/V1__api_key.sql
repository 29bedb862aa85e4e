CREATE TABLE api_key (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name       text        NOT NULL,
    kind       text        NOT NULL CHECK (kind IN ('server', 'browser')),
    -- The readable part of the key, by which it is looked up.
    prefix     text        NOT NULL UNIQUE CHECK (prefix ~ '^[A-Za-z0-9]{8}$'),
    -- All that is kept of the key itself.
    sha256     bytea       NOT NULL UNIQUE CHECK (octet_length(sha256) = 32),
    scopes     text[]      NOT NULL CHECK (scopes <@ ARRAY['write', 'recommend', 'segments', 'profiles', 'journey', 'admin']),
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz,
    revoked_at timestamptz
);

-- Keys are never deleted: a revoked one stays, so that it cannot come back.
GRANT SELECT, INSERT, UPDATE ON api_key TO ${runtimeRole};
