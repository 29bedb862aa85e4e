-- What a contact did for an account is one row, and the counts by day are what follows from these rows: they change with
-- them, whoever writes or deletes. The same activity was kept twice, once for ties and once for counts.

ALTER TABLE contact_activity
    ADD COLUMN event      text,
    ADD COLUMN touchpoint text;
COMMENT ON COLUMN contact_activity.event IS 'null, as is the touchpoint: from before these were kept, and no longer counted';
UPDATE contact_activity a SET event = c.event, touchpoint = c.touchpoint
FROM counted_activity c
WHERE (c.contact_id, c.account_id, c.message_id) = (a.contact_id, a.account_id, a.message_id);

-- Begins with the contact and the account, by which rows are looked for; as new rows of a page then lie together.
ALTER TABLE contact_activity
    DROP CONSTRAINT contact_activity_pkey,
    ADD PRIMARY KEY (contact_id, account_id, message_id);

DROP TABLE counted_activity;
ALTER TABLE contact_behaviour DROP COLUMN last_at;
DELETE FROM contact_behaviour;
-- A count changes many times a day: with room beside it, no index has to hear of that.
ALTER TABLE contact_behaviour SET (fillfactor = 70);
INSERT INTO contact_behaviour (contact_id, account_id, event, touchpoint, day, count)
SELECT contact_id, account_id, event, touchpoint, (at AT TIME ZONE 'UTC')::date, count(*)
FROM contact_activity WHERE event IS NOT NULL AND at >= current_date - 400
GROUP BY 1, 2, 3, 4, 5;

CREATE FUNCTION count_activity() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO contact_behaviour AS b (contact_id, account_id, event, touchpoint, day, count)
    SELECT contact_id, account_id, event, touchpoint, (at AT TIME ZONE 'UTC')::date, count(*)
    FROM changed WHERE event IS NOT NULL
    GROUP BY 1, 2, 3, 4, 5
    ON CONFLICT (contact_id, day, event, touchpoint, account_id) DO UPDATE SET count = b.count + excluded.count;

    INSERT INTO persona_due (contact_id)
    SELECT DISTINCT contact_id FROM changed c
    WHERE NOT EXISTS (SELECT FROM persona_due d WHERE d.contact_id = c.contact_id);
    RETURN NULL;
END $$;
CREATE TRIGGER count_activity AFTER INSERT ON contact_activity REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION count_activity();

CREATE FUNCTION discount_activity() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    WITH less AS (
        SELECT contact_id, account_id, event, touchpoint, (at AT TIME ZONE 'UTC')::date AS day, count(*) AS n
        FROM changed WHERE event IS NOT NULL
        GROUP BY 1, 2, 3, 4, 5)
    UPDATE contact_behaviour b SET count = b.count - l.n
    FROM less l
    WHERE (b.contact_id, b.day, b.event, b.touchpoint, b.account_id)
        = (l.contact_id, l.day, l.event, l.touchpoint, l.account_id);

    DELETE FROM contact_behaviour WHERE contact_id IN (SELECT contact_id FROM changed) AND count <= 0;

    -- Of a contact that goes itself nothing is left behind.
    INSERT INTO persona_due (contact_id)
    SELECT DISTINCT c.contact_id FROM changed c JOIN contact k ON k.id = c.contact_id
    WHERE NOT EXISTS (SELECT FROM persona_due d WHERE d.contact_id = c.contact_id);
    RETURN NULL;
END $$;
CREATE TRIGGER discount_activity AFTER DELETE ON contact_activity REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION discount_activity();

CREATE OR REPLACE FUNCTION forget_what_contact_did() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM contact_behaviour WHERE contact_id = OLD.id;
    DELETE FROM contact_activity WHERE contact_id = OLD.id;
    RETURN NULL;
END $$;

-- Once a statement instead of once a row, and not for whom is marked already: marks are made and taken under the contact's
-- lock, so one that is there will still have the contact looked at.
DROP TRIGGER persona_due_of_new_contact ON contact;
DROP TRIGGER persona_due_of_tie ON contact_account;
DROP FUNCTION persona_due_of_tie();
CREATE FUNCTION persona_due_of_contacts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO persona_due (contact_id) SELECT id FROM changed;
    RETURN NULL;
END $$;
CREATE FUNCTION persona_due_of_ties() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO persona_due (contact_id)
    SELECT DISTINCT contact_id FROM changed c
    WHERE NOT EXISTS (SELECT FROM persona_due d WHERE d.contact_id = c.contact_id);
    RETURN NULL;
END $$;
CREATE TRIGGER persona_due_of_new_contacts AFTER INSERT ON contact REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION persona_due_of_contacts();
CREATE TRIGGER persona_due_of_new_ties AFTER INSERT ON contact_account REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION persona_due_of_ties();
CREATE TRIGGER persona_due_of_lost_ties AFTER DELETE ON contact_account REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION persona_due_of_ties();

-- Every installation has these columns by now, and to write two rows as JSON took longer than to change one.
DROP TRIGGER persona_due_of_changed_contact ON contact;
CREATE TRIGGER persona_due_of_changed_contact AFTER UPDATE ON contact FOR EACH ROW
    WHEN ((OLD.title, OLD.department, OLD.role, OLD.seniority, OLD.traits, OLD.consents)
        IS DISTINCT FROM (NEW.title, NEW.department, NEW.role, NEW.seniority, NEW.traits, NEW.consents))
    EXECUTE FUNCTION persona_due_of_contact();
DROP FUNCTION persona_facts(jsonb);
