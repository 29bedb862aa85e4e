-- Seniority, consent and inferred roles; what was declared kept apart from what was only heard; who acted for whom.

ALTER TABLE contact
    ADD COLUMN seniority        text,
    ADD COLUMN seniority_source text,
    ADD COLUMN role_source      text,
    ADD COLUMN role_confidence  double precision,
    ADD COLUMN role_words       text[] NOT NULL DEFAULT '{}',
    ADD COLUMN consents         jsonb  NOT NULL DEFAULT '{}',
    ADD COLUMN declared         jsonb,
    ADD COLUMN heard            jsonb  NOT NULL DEFAULT '{}';
COMMENT ON COLUMN contact.role_words IS 'what in title and department spoke for an inferred role';
COMMENT ON COLUMN contact.consents IS 'by purpose, each with consent and at; only ever declared';
COMMENT ON COLUMN contact.declared IS 'the body of the last PUT without accounts and consents; null for a stub. The other columns are what results from it and from heard';
COMMENT ON COLUMN contact.heard IS 'traits by name, each with its value, confirmed, at and messageId: the last writer wins';

UPDATE contact SET role_source = 'DECLARED', role_confidence = 1 WHERE role IS NOT NULL;
UPDATE contact
SET declared = jsonb_build_object(
        'email', email, 'name', name, 'title', title, 'department', department, 'role', role, 'traits', traits)
WHERE NOT stub;

ALTER TABLE contact_account
    ADD COLUMN declared boolean NOT NULL DEFAULT true,
    ADD COLUMN grouped  boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN contact_account.declared IS 'over the API; a tie that is neither declared nor grouped goes with its last activity';
COMMENT ON COLUMN contact_account.grouped IS 'by a group call';
UPDATE contact_account l SET declared = false FROM contact c WHERE c.id = l.contact_id AND c.stub;

-- What a contact did for an account: once per activity, so that reading the feed again counts nothing twice.
CREATE TABLE contact_activity (
    message_id text COLLATE "C" NOT NULL,
    account_id text COLLATE "C" NOT NULL,
    contact_id text COLLATE "C" NOT NULL,
    at         timestamptz NOT NULL,
    PRIMARY KEY (message_id, account_id, contact_id)
);
CREATE INDEX contact_activity_by_account ON contact_activity (account_id, contact_id, at);

-- The activities are read again from their beginning: names, traits and counts were not kept until now.
DELETE FROM feed_cursor WHERE feed = 'activities';
