-- Gives the roles of databases.sql their passwords, from the environment of psql (14 or later), so that none is in a
-- command line or in a file: PERSONA_PASSWORD, PERSONA_OWNER_PASSWORD, and so on.
\set ON_ERROR_STOP on
\getenv persona_app PERSONA_PASSWORD
\getenv persona_owner PERSONA_OWNER_PASSWORD
\getenv journey_app JOURNEY_PASSWORD
\getenv journey_owner JOURNEY_OWNER_PASSWORD
\getenv recommendation_app RECOMMENDATION_PASSWORD
\getenv recommendation_owner RECOMMENDATION_OWNER_PASSWORD
\getenv gateway_app GATEWAY_PASSWORD
\getenv gateway_owner GATEWAY_OWNER_PASSWORD

ALTER ROLE persona_app PASSWORD :'persona_app';
ALTER ROLE persona_owner PASSWORD :'persona_owner';
ALTER ROLE journey_app PASSWORD :'journey_app';
ALTER ROLE journey_owner PASSWORD :'journey_owner';
ALTER ROLE recommendation_app PASSWORD :'recommendation_app';
ALTER ROLE recommendation_owner PASSWORD :'recommendation_owner';
ALTER ROLE gateway_app PASSWORD :'gateway_app';
ALTER ROLE gateway_owner PASSWORD :'gateway_owner';
