-- A stage that was told and withdrawn leaves its revision, so that an older one cannot come back.
ALTER TABLE account_stage
    ALTER COLUMN stage DROP NOT NULL,
    ALTER COLUMN since DROP NOT NULL;
COMMENT ON COLUMN account_stage.stage IS 'null once it was withdrawn';
