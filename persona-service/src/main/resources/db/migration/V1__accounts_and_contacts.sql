-- Accounts and contacts, and what keeps old activity from bringing deleted ones back.

-- One sequence for every profile: a revision is never given twice, so it also rises over a deletion and a new beginning.
CREATE SEQUENCE profile_revision AS bigint;

CREATE TABLE account (
    id            text COLLATE "C" PRIMARY KEY,
    name          text,
    country       text,
    industry      text,
    employees     integer,
    domains       text[]      NOT NULL DEFAULT '{}',
    parent_id     text COLLATE "C",
    price_group   text,
    catalog_group text,
    traits        jsonb       NOT NULL DEFAULT '{}',
    stub          boolean     NOT NULL,
    revision      bigint      NOT NULL,
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL
);
COMMENT ON COLUMN account.stub IS 'named by an activity or a contact, described by nobody yet';
COMMENT ON COLUMN account.parent_id IS 'no foreign key: a subsidiary may be described before its parent';

CREATE TABLE contact (
    id         text COLLATE "C" PRIMARY KEY,
    email      text,
    name       text,
    title      text,
    department text,
    role       text,
    traits     jsonb       NOT NULL DEFAULT '{}',
    stub       boolean     NOT NULL,
    revision   bigint      NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);

-- For whom a contact acts.
CREATE TABLE contact_account (
    contact_id text COLLATE "C" NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    account_id text COLLATE "C" NOT NULL REFERENCES account (id),
    PRIMARY KEY (contact_id, account_id)
);
CREATE INDEX contact_account_by_account ON contact_account (account_id, contact_id);

-- What was deleted stays deleted for every activity that happened before, however late it is read.
CREATE TABLE account_tombstone (
    account_id text COLLATE "C" PRIMARY KEY,
    deleted_at timestamptz NOT NULL
);
CREATE TABLE contact_tombstone (
    contact_id text COLLATE "C" PRIMARY KEY,
    deleted_at timestamptz NOT NULL
);
CREATE TABLE contact_account_tombstone (
    contact_id text COLLATE "C" NOT NULL,
    account_id text COLLATE "C" NOT NULL,
    deleted_at timestamptz NOT NULL,
    PRIMARY KEY (contact_id, account_id)
);

SELECT create_change_feed('profiles');
