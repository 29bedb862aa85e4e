-- What a fresh PostgreSQL (17 or later) needs before the first install: for each service a database that no other
-- reads, a role that owns it and migrates, and a role that the running service signs in with. Run once, as a superuser
-- or a role with CREATEDB and CREATEROLE; roles get their passwords afterwards (passwords.sql, or by hand).

CREATE ROLE persona_owner LOGIN;
CREATE ROLE persona_app LOGIN;
CREATE DATABASE persona OWNER persona_owner;
REVOKE ALL ON DATABASE persona FROM PUBLIC;
GRANT CONNECT ON DATABASE persona TO persona_app;

CREATE ROLE journey_owner LOGIN;
CREATE ROLE journey_app LOGIN;
CREATE DATABASE journey OWNER journey_owner;
REVOKE ALL ON DATABASE journey FROM PUBLIC;
GRANT CONNECT ON DATABASE journey TO journey_app;

CREATE ROLE recommendation_owner LOGIN;
CREATE ROLE recommendation_app LOGIN;
CREATE DATABASE recommendation OWNER recommendation_owner;
REVOKE ALL ON DATABASE recommendation FROM PUBLIC;
GRANT CONNECT ON DATABASE recommendation TO recommendation_app;

CREATE ROLE gateway_owner LOGIN;
CREATE ROLE gateway_app LOGIN;
CREATE DATABASE gateway OWNER gateway_owner;
REVOKE ALL ON DATABASE gateway FROM PUBLIC;
GRANT CONNECT ON DATABASE gateway TO gateway_app;
