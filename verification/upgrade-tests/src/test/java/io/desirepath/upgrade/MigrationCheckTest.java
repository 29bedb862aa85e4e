package io.desirepath.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationCheckTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TABLE activity",
                "ALTER TABLE activity DROP COLUMN at",
                "ALTER TABLE activity DROP CONSTRAINT activity_pkey, ADD PRIMARY KEY (id)",
                "DROP TRIGGER t ON activity",
                "ALTER TABLE activity ALTER COLUMN at DROP DEFAULT",
                "ALTER TABLE activity RENAME COLUMN at TO happened_at",
                "ALTER TABLE activity RENAME at TO happened_at",
                "ALTER TABLE activity RENAME TO deed",
                "ALTER TABLE activity ALTER COLUMN at TYPE date",
                "ALTER TABLE activity ALTER at SET DATA TYPE date",
                "ALTER TABLE activity ALTER COLUMN at SET NOT NULL",
                "ALTER TABLE activity ADD COLUMN kind text NOT NULL",
                "ALTER TABLE activity\n  ADD kind text NOT NULL, -- no DEFAULT\n  ADD COLUMN more int NOT NULL DEFAULT 0",
                "ALTER TABLE activity ADD COLUMN more int NOT NULL DEFAULT 0, ADD COLUMN kind text NOT NULL",
                "ALTER TABLE activity ADD UNIQUE (at)",
                "ALTER TABLE activity ADD CONSTRAINT positive CHECK (n > 0)",
                "ALTER TABLE activity ADD COLUMN segment_id text REFERENCES segment",
                "CREATE UNIQUE INDEX ON activity (at)",
                "CREATE INDEX activity_by_time ON activity (at)",
                "REVOKE INSERT ON activity FROM journey_app",
                "TRUNCATE activity",
                "DO $$ BEGIN ALTER TABLE activity DROP COLUMN at; END $$",
            })
    void whatThePreviousVersionCouldNotLiveWithIsObjectedTo(String statement) {
        assertThat(objections("CREATE TABLE other (id text);\n" + statement + ";"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE deed (id text PRIMARY KEY, at timestamptz NOT NULL, CHECK (id <> ''))",
                "CREATE TABLE deed (id text); CREATE UNIQUE INDEX ON deed (id); ALTER TABLE deed ADD UNIQUE (id)",
                "SELECT create_change_feed('deeds'); CREATE INDEX ON feed_deeds (type)",
                "ALTER TABLE activity ADD COLUMN kind text, ADD COLUMN n int NOT NULL DEFAULT 0",
                "ALTER TABLE activity ADD COLUMN n int DEFAULT 0 NOT NULL, ADD COLUMN kind text",
                "ALTER TABLE activity ALTER COLUMN kind DROP NOT NULL",
                "ALTER TABLE activity ADD CONSTRAINT positive CHECK (n > 0) NOT VALID",
                "CREATE INDEX CONCURRENTLY activity_by_time ON activity (at)",
                "INSERT INTO activity VALUES ('DROP TABLE activity; TRUNCATE')",
                "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN DROP TABLE IF EXISTS scratch; END $$",
                "COMMENT ON TABLE activity IS 'no longer written; see deed'",
            })
    void whatItNeedNotKnowIsNot(String statement) {
        assertThat(objections(statement + ";")).isEmpty();
    }

    @Test
    void whatWasUnusedInThePreviousVersionAlreadyMayGo() {
        String drop = "ALTER TABLE activity DROP COLUMN at;";

        assertThat(objections("-- Unused since 0.2.0: at, which everybody reads from occurred_at.\n" + drop))
                .isEmpty();
        assertThat(objections("-- Unused since 0.3.0: at.\n" + drop))
                .as("the previous version still uses it")
                .hasSize(1);
        assertThat(objections("-- Unused since 0.2.0: a table.\nDROP TABLE a;\n" + drop))
                .as("the marker is for one statement")
                .hasSize(1);
    }

    @Test
    void aTableThatIsNewInAnEarlierOfTheMigrationsIsNew() {
        assertThat(MigrationCheck.objections(
                        List.of("CREATE TABLE deed (id text);", "CREATE INDEX ON deed (id);"), since -> false))
                .isEmpty();
    }

    private static List<String> objections(String sql) {
        return MigrationCheck.objections(List.of(sql), "0.2.0"::equals);
    }
}
