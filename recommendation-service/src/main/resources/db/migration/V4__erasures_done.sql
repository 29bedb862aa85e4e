-- What this service has forgotten.
SELECT create_change_feed('erasures_done');
