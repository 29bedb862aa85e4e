-- Who is who, and for whom an activity counts, which may be known only later.

-- An account is no longer part of the key: what a visitor did belongs to nobody yet.
ALTER TABLE activity DROP CONSTRAINT activity_pkey;
ALTER TABLE activity ALTER COLUMN account_id DROP NOT NULL;
CREATE UNIQUE INDEX activity_by_account ON activity (account_id, at, message_id);

ALTER TABLE activity
    ADD COLUMN ground       text    DEFAULT 'NAMED',
    ADD COLUMN contact_sent boolean NOT NULL DEFAULT false,
    ADD COLUMN account_sent boolean NOT NULL DEFAULT true,
    ADD COLUMN by_server    boolean NOT NULL DEFAULT true,
    ADD COLUMN needs_proof  boolean NOT NULL DEFAULT false;
UPDATE activity SET contact_sent = true WHERE contact_id IS NOT NULL;
COMMENT ON COLUMN activity.account_id IS 'for whom it counts, null while nobody knows';
COMMENT ON COLUMN activity.contact_id IS 'who acted, null while nobody knows';
COMMENT ON COLUMN activity.ground IS 'why it counts for the account: NAMED, MEMBER, CLAIMED, DOMAIN';
COMMENT ON COLUMN activity.contact_sent IS 'the call named the contact, so nothing can make it another';
COMMENT ON COLUMN activity.account_sent IS 'the call named the account, so nothing can make it another';
COMMENT ON COLUMN activity.by_server IS 'a server sent it; a page could say anything';
COMMENT ON COLUMN activity.needs_proof IS 'only what a server said tells for whom it counts';
CREATE INDEX activity_by_visitor ON activity (anonymous_id, at) WHERE anonymous_id IS NOT NULL AND NOT contact_sent;
CREATE INDEX activity_by_contact ON activity (contact_id, at) WHERE contact_id IS NOT NULL;

-- A visitor was said to be a contact. All of it is kept: what adds nothing today may matter once something earlier comes.
CREATE TABLE identity_link (
    anonymous_id text COLLATE "C" NOT NULL,
    at           timestamptz      NOT NULL,
    message_id   text COLLATE "C" NOT NULL,
    contact_id   text COLLATE "C" NOT NULL,
    origin       text             NOT NULL,
    confirmed    boolean          NOT NULL,
    received_at  timestamptz      NOT NULL,
    PRIMARY KEY (anonymous_id, at, message_id)
);
CREATE INDEX ON identity_link (contact_id);

-- A person was said to act for an account.
CREATE TABLE identity_membership (
    message_id   text COLLATE "C" PRIMARY KEY,
    at           timestamptz      NOT NULL,
    account_id   text COLLATE "C" NOT NULL,
    user_id      text COLLATE "C",
    anonymous_id text COLLATE "C",
    confirmed    boolean          NOT NULL,
    received_at  timestamptz      NOT NULL
);
CREATE INDEX ON identity_membership (user_id) WHERE user_id IS NOT NULL;
CREATE INDEX ON identity_membership (anonymous_id) WHERE user_id IS NULL;
CREATE INDEX ON identity_membership (account_id);

-- The domain of the e-mail address that a contact was last said to have. The address itself stays elsewhere.
CREATE TABLE contact_domain (
    contact_id text COLLATE "C" PRIMARY KEY,
    domain     text COLLATE "C",
    at         timestamptz      NOT NULL,
    message_id text COLLATE "C" NOT NULL
);
CREATE INDEX ON contact_domain (domain) WHERE domain IS NOT NULL;
COMMENT ON COLUMN contact_domain.domain IS 'null if anybody may have such an address';

-- From the feed of profiles: which domains are whose, and whose activity may not count.
CREATE TABLE account_profile (
    account_id text COLLATE "C" PRIMARY KEY,
    domains    text[] NOT NULL,
    revision   bigint NOT NULL
);
CREATE INDEX ON account_profile USING gin (domains);
CREATE TABLE contact_consent (
    contact_id text COLLATE "C" PRIMARY KEY,
    profiling  text   NOT NULL,
    revision   bigint NOT NULL
);
