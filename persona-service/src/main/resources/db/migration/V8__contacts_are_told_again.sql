-- Seniority, consents and hashes of addresses are told from now on: of the contacts that are here already as well.
CREATE TABLE contact_retelling (
    only_row      boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    after_contact text COLLATE "C" NOT NULL
);
COMMENT ON TABLE contact_retelling IS 'there while contacts are being told again: up to which one they were';
INSERT INTO contact_retelling (after_contact) VALUES ('');
