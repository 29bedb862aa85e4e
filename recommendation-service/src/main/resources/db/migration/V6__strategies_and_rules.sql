-- Versions never change once they are there.
CREATE TABLE strategy_version (
    name       text COLLATE "C" NOT NULL,
    version    integer          NOT NULL CHECK (version > 0),
    document   json             NOT NULL,
    created_at timestamptz      NOT NULL DEFAULT now(),
    PRIMARY KEY (name, version)
);

-- Which version was in use when. The newest that was not taken back is the one that is.
CREATE TABLE strategy_activation (
    activation bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name       text COLLATE "C" NOT NULL,
    version    integer          NOT NULL,
    at         timestamptz      NOT NULL DEFAULT now(),
    taken_back boolean          NOT NULL DEFAULT false,
    FOREIGN KEY (name, version) REFERENCES strategy_version
);

CREATE TABLE merchandising_rule (
    rule_id    text COLLATE "C" PRIMARY KEY,
    document   json        NOT NULL,
    revision   bigint      NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

-- Rises with every change of what is in use, so that each pod notices by reading one row. Writers lock it first.
CREATE TABLE ranking_revision (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    revision bigint  NOT NULL DEFAULT 0
);
INSERT INTO ranking_revision DEFAULT VALUES;

-- Of the people of an account: what content is chosen by. Names stay in persona-service.
CREATE TABLE contact_profile (
    contact_id          text COLLATE "C" PRIMARY KEY,
    role                text,
    role_confidence     double precision,
    department          text,
    persona_id          text,
    persona_probability double precision,
    revision            bigint NOT NULL
);
CREATE TABLE contact_account (
    account_id text COLLATE "C" NOT NULL,
    contact_id text COLLATE "C" NOT NULL REFERENCES contact_profile ON DELETE CASCADE,
    PRIMARY KEY (account_id, contact_id)
);
CREATE INDEX contact_account_by_contact ON contact_account (contact_id);
