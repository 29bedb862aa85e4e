ALTER TABLE api_key
    -- The values of Origin from which a browser key may call; none: whatever the gateway's configuration allows.
    ADD COLUMN origins text[] NOT NULL DEFAULT '{}',
    -- With this the storefront signs account tokens (HS256). It has to be readable to check them, and is never shown.
    ADD COLUMN account_token_secret text CHECK (length(account_token_secret) >= 32),
    -- A key is rotated at most once: the next rotation is that of its successor.
    ADD COLUMN rotated_from bigint UNIQUE REFERENCES api_key;
