-- What contacts do is written with every activity: fewer keys to keep, and none to look up that the writer has seen.

-- Begins with the contact, so that it also finds what is a contact's.
ALTER TABLE counted_activity
    DROP CONSTRAINT counted_activity_pkey,
    ADD PRIMARY KEY (contact_id, account_id, message_id);
DROP INDEX counted_activity_by_contact;

-- Only what is too old is looked for by time, at night. Rows come about in its order.
DROP INDEX counted_activity_by_time;
CREATE INDEX counted_activity_by_time ON counted_activity USING brin (at);
DROP INDEX contact_behaviour_by_day;
CREATE INDEX contact_behaviour_by_day ON contact_behaviour USING brin (day);

-- Whoever counts holds the contact's lock and has seen the contact, and whoever deletes a contact holds it too: a key would
-- look it up again for each row, and lock it. What hangs on a contact still goes with it.
ALTER TABLE counted_activity DROP CONSTRAINT counted_activity_contact_id_fkey;
ALTER TABLE contact_behaviour DROP CONSTRAINT contact_behaviour_contact_id_fkey;
CREATE FUNCTION forget_what_contact_did() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM counted_activity WHERE contact_id = OLD.id;
    DELETE FROM contact_behaviour WHERE contact_id = OLD.id;
    RETURN NULL;
END $$;
CREATE TRIGGER forget_what_contact_did AFTER DELETE ON contact
    FOR EACH ROW EXECUTE FUNCTION forget_what_contact_did();
