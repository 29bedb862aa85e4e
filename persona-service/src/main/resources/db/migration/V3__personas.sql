-- Personas with all their versions, who is assigned to which, and what contacts really do.

CREATE TABLE persona (
    id         text COLLATE "C" PRIMARY KEY,
    version    integer     NOT NULL,
    archived   boolean     NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
COMMENT ON COLUMN persona.archived IS 'deleted by the merchant: assigned to nobody, its versions stay readable';

CREATE TABLE persona_version (
    persona_id text COLLATE "C" NOT NULL REFERENCES persona (id),
    version    integer     NOT NULL,
    definition jsonb       NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (persona_id, version)
);

CREATE TABLE contact_persona (
    contact_id          text COLLATE "C" PRIMARY KEY REFERENCES contact (id) ON DELETE CASCADE,
    persona_id          text COLLATE "C",
    persona_version     integer,
    persona_probability double precision,
    none_probability    double precision NOT NULL,
    alternatives        jsonb            NOT NULL,
    evidence            jsonb            NOT NULL,
    catalog             bigint           NOT NULL,
    assigned_at         timestamptz      NOT NULL
);
COMMENT ON COLUMN contact_persona.persona_id IS 'null: most probably none of them';
COMMENT ON COLUMN contact_persona.catalog IS 'the state of all personas this was computed with';
CREATE INDEX contact_persona_by_persona ON contact_persona (persona_id, contact_id) INCLUDE (persona_probability);

-- Contacts whose facts changed. No key on the contact: two writers who mark the same one never wait for each other.
CREATE TABLE persona_due (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    contact_id text COLLATE "C" NOT NULL
);
CREATE INDEX persona_due_by_contact ON persona_due (contact_id);

-- How far the re-assignment of all contacts after the last change of a persona has come.
CREATE TABLE persona_reassignment (
    only_row      boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    catalog       bigint           NOT NULL,
    status        text             NOT NULL,
    done          bigint           NOT NULL,
    total         bigint           NOT NULL,
    after_contact text COLLATE "C" NOT NULL,
    started_at    timestamptz,
    finished_at   timestamptz
);
COMMENT ON COLUMN persona_reassignment.catalog IS 'rises with every change of a persona';
INSERT INTO persona_reassignment (catalog, status, done, total, after_contact) VALUES (0, 'DONE', 0, 0, '');

-- What contacts do, by day (UTC).
CREATE TABLE contact_behaviour (
    contact_id text COLLATE "C" NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    account_id text COLLATE "C" NOT NULL,
    event      text        NOT NULL,
    touchpoint text        NOT NULL,
    day        date        NOT NULL,
    count      bigint      NOT NULL,
    last_at    timestamptz NOT NULL,
    PRIMARY KEY (contact_id, day, event, touchpoint, account_id)
);
CREATE INDEX contact_behaviour_by_day ON contact_behaviour (day);

-- What has been counted there: a feed that is read again counts nothing twice, and what is withdrawn is taken off where
-- it was put on.
CREATE TABLE counted_activity (
    message_id text COLLATE "C" NOT NULL,
    contact_id text COLLATE "C" NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    account_id text COLLATE "C" NOT NULL,
    event      text        NOT NULL,
    touchpoint text        NOT NULL,
    at         timestamptz NOT NULL,
    PRIMARY KEY (message_id, contact_id, account_id)
);
CREATE INDEX counted_activity_by_contact ON counted_activity (contact_id);
CREATE INDEX counted_activity_by_time ON counted_activity (at);

-- Whoever changes a contact or an account need not know of personas.
CREATE FUNCTION persona_due_of_contact() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO persona_due (contact_id) VALUES (NEW.id);
    RETURN NULL;
END $$;
CREATE FUNCTION persona_due_of_tie() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO persona_due (contact_id) VALUES (coalesce(NEW.contact_id, OLD.contact_id));
    RETURN NULL;
END $$;
CREATE FUNCTION persona_due_of_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO persona_due (contact_id) SELECT contact_id FROM contact_account WHERE account_id = NEW.id;
    RETURN NULL;
END $$;
CREATE FUNCTION persona_due_of_stage() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' OR OLD.stage IS DISTINCT FROM NEW.stage THEN
        INSERT INTO persona_due (contact_id)
        SELECT contact_id FROM contact_account WHERE account_id = NEW.account_id;
    END IF;
    RETURN NULL;
END $$;
-- A row as JSON, because not every installation has all of these columns.
CREATE FUNCTION persona_facts(contact jsonb) RETURNS jsonb IMMUTABLE LANGUAGE sql AS $$
    SELECT jsonb_build_array(contact -> 'title', contact -> 'department', contact -> 'role', contact -> 'seniority',
                             contact -> 'traits', contact -> 'consents')
$$;

CREATE FUNCTION persona_may_profile(contact jsonb) RETURNS boolean IMMUTABLE LANGUAGE sql AS $$
    SELECT contact #>> '{consents,PROFILING,consent}' IS DISTINCT FROM 'DENIED'
$$;

CREATE TRIGGER persona_due_of_new_contact AFTER INSERT ON contact
    FOR EACH ROW EXECUTE FUNCTION persona_due_of_contact();
CREATE TRIGGER persona_due_of_changed_contact AFTER UPDATE ON contact FOR EACH ROW
    WHEN (persona_facts(to_jsonb(NEW)) IS DISTINCT FROM persona_facts(to_jsonb(OLD)))
    EXECUTE FUNCTION persona_due_of_contact();
CREATE TRIGGER persona_due_of_tie AFTER INSERT OR DELETE ON contact_account
    FOR EACH ROW EXECUTE FUNCTION persona_due_of_tie();
CREATE TRIGGER persona_due_of_account AFTER UPDATE ON account FOR EACH ROW
    WHEN ((OLD.industry, OLD.employees, OLD.country) IS DISTINCT FROM (NEW.industry, NEW.employees, NEW.country))
    EXECUTE FUNCTION persona_due_of_account();
DO $$
BEGIN
    IF to_regclass('account_stage') IS NOT NULL THEN
        CREATE TRIGGER persona_due_of_stage AFTER INSERT OR UPDATE ON account_stage
            FOR EACH ROW EXECUTE FUNCTION persona_due_of_stage();
    END IF;
END $$;
