-- More firmographics, and what was declared kept apart from what was only heard.

ALTER TABLE account
    ADD COLUMN revenue_band text,
    ADD COLUMN budget_band  text,
    ADD COLUMN competitors  text[] NOT NULL DEFAULT '{}',
    ADD COLUMN owner        text,
    ADD COLUMN declared     jsonb,
    ADD COLUMN heard        jsonb  NOT NULL DEFAULT '{}';
COMMENT ON COLUMN account.declared IS 'the body of the last PUT; null for a stub. The other columns are what results from it and from heard';
COMMENT ON COLUMN account.heard IS 'traits by name, each with its value, confirmed, at and messageId: the last writer wins';

UPDATE account
SET declared = jsonb_build_object(
        'name', name, 'country', country, 'industry', industry, 'employees', employees, 'domains', to_jsonb(domains),
        'parentId', parent_id, 'priceGroup', price_group, 'catalogGroup', catalog_group, 'traits', traits)
WHERE NOT stub;

UPDATE account
SET heard = jsonb_build_object('name', jsonb_build_object(
        'value', name, 'confirmed', false, 'at', '1970-01-01T00:00:00Z', 'messageId', '-'))
WHERE stub AND name IS NOT NULL;

CREATE INDEX account_by_parent ON account (parent_id) WHERE parent_id IS NOT NULL;

-- The types that the merchant gave to custom traits.
CREATE TABLE trait_type (
    subject    text        NOT NULL,
    name       text COLLATE "C" NOT NULL,
    type       text        NOT NULL,
    revision   bigint      NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (subject, name)
);
COMMENT ON COLUMN trait_type.subject IS 'account or contact';

-- Whom something was said of that does not fit the trait's type, and the last such thing; never the value itself.
CREATE TABLE trait_misfit (
    subject    text        NOT NULL,
    name       text COLLATE "C" NOT NULL,
    subject_id text COLLATE "C" NOT NULL,
    found      text        NOT NULL,
    at         timestamptz NOT NULL,
    message_id text COLLATE "C" NOT NULL,
    PRIMARY KEY (subject, name, subject_id)
);
CREATE INDEX trait_misfit_by_subject ON trait_misfit (subject_id);
COMMENT ON COLUMN trait_misfit.found IS 'the type of what was said';
