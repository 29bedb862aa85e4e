CREATE TABLE audit (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at           timestamptz NOT NULL DEFAULT now(),
    -- Of an API key; null for somebody who came with a token of an identity provider.
    actor_key_id bigint REFERENCES api_key,
    -- The name of the key, or the subject of the token.
    actor        text        NOT NULL,
    actor_kind   text        NOT NULL,
    -- What was done to a key, or the template of the call: never its path, because paths hold ids of people.
    action       text        NOT NULL,
    target       text,
    -- The HTTP status; null if the caller left before there was one.
    status       smallint,
    request_id   text
);

-- What is written stays: the runtime role can add to the table, and nothing else.
REVOKE ALL ON audit FROM ${runtimeRole};
GRANT SELECT, INSERT ON audit TO ${runtimeRole};
