-- There is more than one taxonomy now, and each is called what configuration calls it.
UPDATE journey_model SET taxonomy = 'six-stages' WHERE taxonomy = 'b2b-default';
COMMENT ON COLUMN journey_model_promotion.kind IS
    'SHIPPED, PROMOTED, FORCED (past the gate), ROLLED_BACK or CONFIGURED (of another taxonomy)';
