package io.desirepath.persona;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.persona.profile.HeardJson;
import io.desirepath.testing.ServiceStores;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the first release stored is understood by this one. */
class MigrationIT {

    private static final ServiceStores STORES = new ServiceStores();
    private static Map<String, String> settings;

    @BeforeAll
    static void fillTheFirstRelease() throws SQLException {
        STORES.init(Map.of("database", "persona"));
        settings = STORES.start();
        migrate("1");
        try (Connection c = connect();
                Statement sql = c.createStatement()) {
            sql.execute("""
                    INSERT INTO account (id, name, employees, domains, traits, stub, revision, created_at, updated_at)
                    VALUES ('described', 'Acme', 7, '{acme.example}', '{"tier": "gold"}', false, 1, now(), now()),
                           ('seen', 'Seen', null, '{}', '{}', true, 2, now(), now())""");
            sql.execute("""
                    INSERT INTO contact (id, title, role, stub, revision, created_at, updated_at)
                    VALUES ('described', 'CFO', 'DECIDER', false, 3, now(), now()),
                           ('seen', null, null, true, 4, now(), now())""");
            sql.execute("""
                    INSERT INTO contact_account (contact_id, account_id)
                    VALUES ('described', 'described'), ('seen', 'described')""");
            sql.execute("INSERT INTO feed_cursor (feed, cursor) VALUES ('activities', '1.2.3')");
        }
        migrate("latest");
    }

    @AfterAll
    static void stop() {
        STORES.stop();
    }

    @Test
    void whatWasDescribedIsDeclared() throws SQLException {
        assertThat(text("SELECT declared ->> 'name' FROM account WHERE id = 'described'"))
                .isEqualTo("Acme");
        assertThat(text("SELECT declared #>> '{traits,tier}' FROM account WHERE id = 'described'"))
                .isEqualTo("gold");
        assertThat(text("SELECT declared FROM account WHERE id = 'seen'")).isNull();
        assertThat(text("SELECT declared ->> 'role' FROM contact WHERE id = 'described'"))
                .isEqualTo("DECIDER");
        assertThat(text("SELECT role_source FROM contact WHERE id = 'described'"))
                .isEqualTo("DECLARED");
    }

    @Test
    void theNameOfAStubIsHeard() throws SQLException {
        String heard = text("SELECT heard FROM account WHERE id = 'seen'");

        assertThat(HeardJson.heard(heard).value("name")).isEqualTo("Seen");
        assertThat(text("SELECT heard FROM account WHERE id = 'described'")).isEqualTo("{}");
    }

    @Test
    void onlyTheTiesOfDescribedContactsAreDeclared() throws SQLException {
        assertThat(text("SELECT string_agg(contact_id, ',') FROM contact_account WHERE declared"))
                .isEqualTo("described");
    }

    @Test
    void activityIsReadAgainFromItsBeginning() throws SQLException {
        assertThat(text("SELECT count(*) FROM feed_cursor")).isEqualTo("0");
    }

    private static void migrate(String target) {
        Flyway.configure()
                .dataSource(
                        settings.get("DESIREPATH_DATABASE_URL"),
                        settings.get("DESIREPATH_DATABASE_OWNER_USERNAME"),
                        settings.get("DESIREPATH_DATABASE_OWNER_PASSWORD"))
                .locations("db/feed", "db/migration")
                .placeholders(Map.of("runtimeRole", settings.get("DESIREPATH_DATABASE_USERNAME")))
                .target(target)
                .load()
                .migrate();
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(
                settings.get("DESIREPATH_DATABASE_URL"),
                settings.get("DESIREPATH_DATABASE_OWNER_USERNAME"),
                settings.get("DESIREPATH_DATABASE_OWNER_PASSWORD"));
    }

    private static String text(String sql) throws SQLException {
        try (Connection c = connect();
                Statement statement = c.createStatement()) {
            ResultSet row = statement.executeQuery(sql);
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }
}
