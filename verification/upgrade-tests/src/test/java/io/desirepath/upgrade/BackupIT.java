package io.desirepath.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code k8s/backup} and {@code k8s/restore}, as an operator runs them. */
@RequiresPgDump
class BackupIT {

    private static final String CHANGES = "/v1/segments/stage-retention/changes?after=";

    @TempDir
    private Path temporary;

    @Test
    void whatWasBackedUpWhileBusyComesBackInAnotherClusterAndInTheSame() throws Exception {
        Path backup = temporary.resolve("backup");
        Merchant merchant = new Merchant();
        try (Stores stores = Stores.start();
                Release release = new Release("backed-up", SourceTree.ROOT, stores)
                        .migrate()
                        .startAll()) {
            merchant.open(release.gateway());
            merchant.trade(release.gateway());
            List<String> before = merchant.sent();

            merchant.tradeDuring(
                    release.gateway(),
                    () -> assertThat(run(stores, "backup", backup)).contains("As of"));
            String cursor = release.gateway().get(CHANGES).get("next").asText();
            release.close();

            comesBackInAnotherCluster(merchant.whoSent(before), backup);

            assertThat(run(stores, "restore", backup)).contains("is not empty");
            stores.dropDatabases();
            stores.provisionDatabases();
            assertThat(run(stores, "restore", backup)).contains("Empty Redis");
            release.startAll();
            assertThat(release.gateway().status(CHANGES + cursor))
                    .as("a cursor from after the backup")
                    .isEqualTo(410);
            comesBack(merchant.whoSent(before), release);
        }
    }

    private static void comesBackInAnotherCluster(Merchant merchant, Path backup) throws Exception {
        try (Stores stores = Stores.start();
                Release release = new Release("restored", SourceTree.ROOT, stores)) {
            assertThat(run(stores, "restore", backup)).contains("Empty Redis");
            assertThat(stores.list("recommendation", "SELECT DISTINCT message_id FROM purchase"))
                    .as("recommendation-service knows no order that journey-service does not")
                    .isNotEmpty()
                    .isSubsetOf(stores.list("journey", "SELECT message_id FROM received_message"));
            release.startAll();
            comesBack(merchant, release);
        }
    }

    private static void comesBack(Merchant merchant, Release release) {
        merchant.findsEverythingAt(release.gateway());
        merchant.trade(release.gateway());
        merchant.findsEverythingAt(release.gateway());
    }

    /** What the script says, whether it succeeds or not. */
    private static String run(Stores stores, String script, Path folder) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        SourceTree.ROOT.resolve("k8s").resolve(script).toString(), folder.toString())
                .redirectErrorStream(true);
        builder.environment().put("PGHOST", "localhost");
        builder.environment().put("PGPORT", Integer.toString(stores.port()));
        builder.environment().put("PGPASSWORD", Stores.PASSWORD);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        Files.writeString(Path.of("target", script + ".log"), said);
        return said;
    }
}
