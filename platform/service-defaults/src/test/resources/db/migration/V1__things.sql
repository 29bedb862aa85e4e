SELECT create_change_feed('things');
CREATE TABLE applied (position bigint GENERATED ALWAYS AS IDENTITY, event_id text PRIMARY KEY, subject text NOT NULL, n integer NOT NULL);
CREATE TABLE elsewhere (n integer NOT NULL);
SELECT create_change_feed('persons');
