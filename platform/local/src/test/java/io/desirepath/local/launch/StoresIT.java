package io.desirepath.local.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.desirepath.local.console.Sentence;
import io.desirepath.local.console.Steps;
import io.desirepath.local.folder.Secrets;
import io.desirepath.local.folder.SuiteFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoresIT {

    /** Programs are unpacked and data created once; each test has a copy of its own. */
    @TempDir
    static Path shared;

    private static SuiteFolder pattern;

    @TempDir
    Path root;

    private SuiteFolder folder;
    private Secrets secrets;
    private final List<Children> started = new ArrayList<>();

    @BeforeAll
    static void createPattern() throws Exception {
        pattern = new SuiteFolder(shared.resolve("pattern"));
        pattern.create();
        Children children = new Children(Duration.ofSeconds(20));
        new PostgresStore(
                        pattern,
                        Secrets.keep(pattern, Launch.secretNames()),
                        new Ports().pick(),
                        children,
                        Steps.silent())
                .start();
        children.end();
    }

    @BeforeEach
    void copyPattern() throws IOException {
        folder = new SuiteFolder(root.resolve("suite"));
        copy(pattern.data(), folder.data());
        folder.create();
        Files.copy(pattern.secrets(), folder.secrets());
        Files.delete(folder.programs());
        Files.createSymbolicLink(folder.programs(), pattern.programs());
        secrets = Secrets.keep(folder, Launch.secretNames());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Path target = to.resolve(from.relativize(path));
                Files.createDirectories(target.getParent());
                Files.copy(path, target, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    @AfterEach
    void endProcesses() throws IOException {
        started.forEach(Children::end);
        Files.delete(folder.programs());
    }

    @Test
    void eachServiceSignsInToItsOwnDatabaseOnlyAndWithItsPasswordOnly() throws Exception {
        PostgresStore postgres = startPostgres(newChildren());

        assertThat(connect(postgres, Service.JOURNEY, secrets.get(Service.JOURNEY.runtimeSecret())))
                .isTrue();
        assertThatThrownBy(() -> connect(postgres, Service.JOURNEY, "wrong"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
        assertThatThrownBy(() -> DriverManager.getConnection(
                        postgres.jdbcUrl(Service.JOURNEY),
                        Service.PERSONA.runtimeRole(),
                        secrets.get(Service.PERSONA.runtimeSecret())))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied for database");
    }

    @Test
    void whatWasCommittedSurvivesAKillOfPostgresWhichIsStartedAgain() throws Exception {
        Children children = newChildren();
        PostgresStore postgres = startPostgres(children);
        children.keepAlive();
        execute(postgres, "CREATE TABLE kept AS SELECT 42 AS answer");
        long before = postgres.process().pid();

        ProcessHandle.of(before).orElseThrow().destroyForcibly();

        assertThat(eventually(() -> answer(postgres))).isEqualTo(42);
        assertThat(postgres.process().pid()).isNotEqualTo(before);
    }

    @Test
    void aNewLauncherEndsTheStoresOfAKilledOneAndFindsTheirData() throws Exception {
        Children killed = newChildren();
        PostgresStore postgres = startPostgres(killed);
        RedisStore redis = startRedis(killed);
        execute(postgres, "CREATE TABLE kept AS SELECT 42 AS answer");
        killed.startEnding();

        assertThat(new Leftovers(folder).end()).isEqualTo(2);

        assertThat(postgres.process().isAlive()).isFalse();
        assertThat(redis.process().isAlive()).isFalse();
        assertThat(answer(startPostgres(newChildren()))).isEqualTo(42);
    }

    @Test
    void aPostmasterWithoutARecordIsFoundByItsOwn() throws Exception {
        Children killed = newChildren();
        PostgresStore postgres = startPostgres(killed);
        killed.startEnding();
        new RunFolder(folder.run()).remove(PostgresStore.NAME);

        assertThat(new Leftovers(folder).end()).isEqualTo(1);

        assertThat(postgres.process().isAlive()).isFalse();
    }

    @Test
    void aCorruptDataFolderIsNamedWithTheWayOut() throws Exception {
        Children first = newChildren();
        startPostgres(first);
        first.end();
        Files.write(folder.postgresData().resolve("global/pg_control"), new byte[8192]);

        assertThatThrownBy(() -> startPostgres(newChildren()))
                .isInstanceOf(Sentence.class)
                .hasMessageContaining(folder.postgresData().toString())
                .hasMessageContaining("./suite up --fresh");
    }

    @Test
    void passwordsThatDoNotBelongToTheDataAreNamedWithTheWayOut() throws Exception {
        Children first = newChildren();
        startPostgres(first);
        first.end();
        Files.delete(folder.secrets());
        secrets = Secrets.keep(folder, Launch.secretNames());

        assertThatThrownBy(() -> startPostgres(newChildren()))
                .isInstanceOf(Sentence.class)
                .hasMessageContaining("./suite up --fresh");
    }

    @Test
    void redisIsStartedAgainAfterAKill() throws Exception {
        Children children = newChildren();
        RedisStore redis = startRedis(children);
        children.keepAlive();
        assertThat(RedisStore.answers(redis.uri().getPort())).isTrue();

        ProcessHandle.of(redis.process().pid()).orElseThrow().destroyForcibly();

        assertThat(eventually(() -> {
                    if (!RedisStore.answers(redis.uri().getPort())) {
                        throw new IOException("not yet");
                    }
                    return true;
                }))
                .isTrue();
    }

    private Children newChildren() {
        Children children = new Children(Duration.ofSeconds(20));
        started.add(children);
        return children;
    }

    private PostgresStore startPostgres(Children children) throws Exception {
        PostgresStore postgres = new PostgresStore(folder, secrets, new Ports().pick(), children, Steps.silent());
        postgres.start();
        return postgres;
    }

    private RedisStore startRedis(Children children) throws Exception {
        RedisStore redis = new RedisStore(folder, new Ports().pick(), children, Steps.silent());
        redis.start();
        return redis;
    }

    private static boolean connect(PostgresStore postgres, Service service, String password) throws SQLException {
        try (Connection c = DriverManager.getConnection(postgres.jdbcUrl(service), service.runtimeRole(), password)) {
            return c.isValid(1);
        }
    }

    private Connection owner(PostgresStore postgres) throws SQLException {
        return DriverManager.getConnection(
                postgres.jdbcUrl(Service.JOURNEY),
                Service.JOURNEY.ownerRole(),
                secrets.get(Service.JOURNEY.ownerSecret()));
    }

    private void execute(PostgresStore postgres, String sql) throws SQLException {
        try (Connection c = owner(postgres);
                var statement = c.createStatement()) {
            statement.execute(sql);
        }
    }

    private int answer(PostgresStore postgres) throws SQLException {
        try (Connection c = owner(postgres);
                var rows = c.createStatement().executeQuery("SELECT answer FROM kept")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private interface Attempt<T> {
        T get() throws Exception;
    }

    private static <T> T eventually(Attempt<T> attempt) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (true) {
            try {
                return attempt.get();
            } catch (SQLException | IOException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.sleep(100);
            }
        }
    }
}
