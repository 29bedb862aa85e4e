-- Segments: named conditions over accounts or contacts, and for whom they hold. One transaction at a time writes memberships
-- (docs/adr/0034), so their feed is in the order of commits as a whole.

CREATE TABLE segment (
    id              text COLLATE "C" PRIMARY KEY,
    name            text        NOT NULL,
    description     text,
    subject         text        NOT NULL,
    built_in        boolean     NOT NULL,
    condition       json        NOT NULL,
    version         integer     NOT NULL,
    state           text        NOT NULL,
    members         bigint      NOT NULL DEFAULT 0,
    evaluated_after text COLLATE "C",
    evaluated       bigint      NOT NULL DEFAULT 0,
    to_evaluate     bigint,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    computed_at     timestamptz
);
COMMENT ON COLUMN segment.subject IS 'ACCOUNT or CONTACT';
COMMENT ON COLUMN segment.state IS 'EVALUATING while the members by its latest definition are looked for, CURRENT, or DELETING';
COMMENT ON COLUMN segment.evaluated_after IS 'how far they were looked for, by account, then by contact without one';
COMMENT ON COLUMN segment.computed_at IS 'when all members by its latest definition were found first';

-- Counts the changes of definitions, so that every pod sees cheaply that there is one; and says how far memberships are.
CREATE TABLE segment_state (revision bigint NOT NULL, computed_at timestamptz);
INSERT INTO segment_state VALUES (0);
COMMENT ON COLUMN segment_state.computed_at IS 'whatever happened before counts in all members';

CREATE TABLE segment_member (
    segment_id text COLLATE "C" NOT NULL,
    subject_id text COLLATE "C" NOT NULL,
    entered_at timestamptz      NOT NULL,
    reason     json             NOT NULL,
    PRIMARY KEY (segment_id, subject_id)
);
CREATE INDEX segment_member_by_subject ON segment_member (subject_id, segment_id);

-- Who is to be looked at because something other than a feed of this service changed.
CREATE TABLE segment_due (
    number     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    subject    text             NOT NULL,
    subject_id text COLLATE "C" NOT NULL,
    trigger    text             NOT NULL
);

-- When time alone may change what holds for somebody.
CREATE TABLE segment_recheck (
    subject    text             NOT NULL,
    subject_id text COLLATE "C" NOT NULL,
    due_at     timestamptz      NOT NULL,
    PRIMARY KEY (subject, subject_id)
);
CREATE INDEX ON segment_recheck (due_at);

-- What the feeds of other services have told of accounts, contacts and regular purchases.
CREATE TABLE segment_account (
    account_id text COLLATE "C" PRIMARY KEY,
    name       text,
    country    text,
    industry   text,
    employees  integer,
    revision   bigint NOT NULL
);
CREATE TABLE segment_contact (
    contact_id          text COLLATE "C" PRIMARY KEY,
    role                text,
    role_confidence     double precision,
    department          text,
    seniority           text,
    persona_id          text,
    persona_probability double precision,
    profiling           text   NOT NULL,
    marketing_email     text   NOT NULL,
    advertising         text   NOT NULL,
    email_sha256        text,
    revision            bigint NOT NULL
);
COMMENT ON COLUMN segment_contact.profiling IS 'consent: GRANTED, DENIED or UNKNOWN; so are marketing_email and advertising';
COMMENT ON COLUMN segment_contact.email_sha256 IS 'of the address in lower case without blanks around, in hexadecimal';
-- Whoever counts what was done leaves out what these few did.
CREATE INDEX segment_contact_denied ON segment_contact (contact_id) WHERE profiling = 'DENIED';
CREATE TABLE segment_contact_account (
    contact_id text COLLATE "C" NOT NULL,
    account_id text COLLATE "C" NOT NULL,
    PRIMARY KEY (contact_id, account_id)
);
CREATE INDEX ON segment_contact_account (account_id, contact_id);
CREATE TABLE segment_reorder (
    account_id text COLLATE "C" NOT NULL,
    product_id text COLLATE "C" NOT NULL,
    state      text             NOT NULL,
    due_at     timestamptz      NOT NULL,
    PRIMARY KEY (account_id, product_id)
);
COMMENT ON COLUMN segment_reorder.state IS 'OVERDUE or LAPSED; a product that was bought again has no row';

SELECT create_change_feed('memberships');
CREATE INDEX feed_memberships_by_segment ON feed_memberships ((payload ->> 'segmentId'), xid, seq);
