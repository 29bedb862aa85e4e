package io.desirepath.local.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteEnvTest {

    private static final URI GATEWAY = URI.create("http://127.0.0.1:8080");

    @TempDir
    Path root;

    private SuiteFolder folder;

    @BeforeEach
    void createFolder() throws IOException {
        folder = new SuiteFolder(root.resolve(".suite"));
        folder.create();
    }

    @Test
    void keysHaveTheFormOfServerKeysAndDiffer() throws IOException {
        SuiteEnv env = SuiteEnv.keep(folder, GATEWAY);

        assertThat(List.of(env.writeKey(), env.recommendKey(), env.segmentsKey(), env.adminKey()))
                .allMatch(key -> key.matches("dp_server_[a-z2-7]{8}_[A-Za-z0-9]{40}"))
                .doesNotHaveDuplicates();
    }

    @Test
    void keysAreKeptWhenTheGatewayMoves() throws IOException {
        SuiteEnv before = SuiteEnv.keep(folder, GATEWAY);

        SuiteEnv after = SuiteEnv.keep(folder, URI.create("http://127.0.0.1:9090"));

        assertThat(after.gateway()).hasPort(9090);
        assertThat(after.adminKey()).isEqualTo(before.adminKey());
        assertThat(SuiteEnv.read(folder)).contains(after);
    }

    @Test
    void onlyTheOwnerCanReadItAndAShellCan() throws IOException {
        SuiteEnv env = SuiteEnv.keep(folder, GATEWAY);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.env())))
                .isEqualTo("rw-------");
        assertThat(Files.readAllLines(folder.env()))
                .hasSize(5)
                .contains("GATEWAY_URL=http://127.0.0.1:8080", "WRITE_KEY=" + env.writeKey());
        assertThat(env.toString()).doesNotContain(env.writeKey());
    }

    @Test
    void secretsAreMadeOnceAndOnlyTheOwnerCanReadThem() throws IOException {
        Secrets first = Secrets.keep(folder, List.of("A", "B"));
        Secrets second = Secrets.keep(folder, List.of("B", "C"));

        assertThat(second.get("B")).isEqualTo(first.get("B")).hasSize(40).isNotEqualTo(first.get("A"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.secrets())))
                .isEqualTo("rw-------");
    }

    @Test
    void emptyingForgetsDataAndKeysAndKeepsLogs() throws IOException {
        SuiteEnv.keep(folder, GATEWAY);
        Secrets.keep(folder, List.of("A"));
        Files.createDirectories(folder.postgresData().resolve("base"));
        Files.writeString(folder.log("gateway"), "kept");

        folder.empty();

        assertThat(SuiteEnv.read(folder)).isEmpty();
        assertThat(folder.secrets()).doesNotExist();
        assertThat(folder.data()).doesNotExist();
        assertThat(folder.log("gateway")).exists();
    }
}
