package io.desirepath.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code k8s/release} in a clone of this checkout, as somebody tries it out. */
@RequiresHistory
class ReleaseTest {

    private static final Map<String, String> SOMEBODY = Map.of(
            "GIT_AUTHOR_NAME",
            "Test",
            "GIT_AUTHOR_EMAIL",
            "test@localhost",
            "GIT_COMMITTER_NAME",
            "Test",
            "GIT_COMMITTER_EMAIL",
            "test@localhost");

    @TempDir
    private Path temporary;

    private Path checkout;

    @BeforeEach
    void cloneWithTheScriptAsItIsHere() throws Exception {
        checkout = temporary.resolve("checkout");
        run(temporary, "git", "clone", "-q", SourceTree.ROOT.toString(), checkout.toString());
        Files.copy(
                SourceTree.ROOT.resolve("k8s/release"),
                checkout.resolve("k8s/release"),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.COPY_ATTRIBUTES);
        run(checkout, "git", "add", "k8s/release");
        run(checkout, "git", "commit", "-q", "--allow-empty", "-m", "As it is here");
    }

    @Test
    void aDryRunShowsBothCommitsPacksTheChartAndLeavesNothingBehind() throws Exception {
        String before = run(checkout, "git", "log", "-1", "--format=%H");
        String tags = run(checkout, "git", "tag");
        Path to = temporary.resolve("release");

        String said = run(checkout, "k8s/release", "9.8.7", "--dry-run", "--to", to.toString());

        assertThat(said).contains("Release 9.8.7", "Begin 9.9.0-SNAPSHOT", "CHANGELOG.md", "previous-version");
        assertThat(run(checkout, "git", "log", "-1", "--format=%H")).isEqualTo(before);
        assertThat(run(checkout, "git", "tag")).isEqualTo(tags);
        assertThat(names(to)).containsExactly("SHA256SUMS", "desire-path-9.8.7.tgz");
        assertThat(run(to, "tar", "-xzOf", "desire-path-9.8.7.tgz", "desire-path/Chart.yaml"))
                .contains("version: 9.8.7", "appVersion: 9.8.7", "gateway:9.8.7")
                .doesNotContain("SNAPSHOT");
        assertThat(run(to, "sha256sum", "--check", "SHA256SUMS")).contains("OK");
    }

    @Test
    void whatIsReleasedHasItsVersionEverywhereAndIsThePreviousOneOfTheNext() throws Exception {
        // Of the release as it is made in earnest, all but the build.
        Path script = checkout.resolve("k8s/release");
        Files.writeString(
                script,
                Files.readString(script)
                        .replace("build_images\n", "true\n")
                        .replace("build_boms\n", "bom_of_images >\"$to/images.json\"\n"));
        run(checkout, "git", "commit", "-q", "-am", "Build nothing");

        run(checkout, "k8s/release", "1.0.0", "--next", "10.0.0-SNAPSHOT");

        assertThat(run(
                        checkout,
                        "git",
                        "grep",
                        "-l",
                        "SNAPSHOT",
                        "v1.0.0",
                        "--",
                        "pom.xml",
                        "*/pom.xml",
                        "k8s/chart/Chart.yaml"))
                .isEmpty();
        assertThat(run(checkout, "git", "show", "v1.0.0:CHANGELOG.md"))
                .contains("## 1.0.0 (")
                .doesNotContain("## Unreleased");
        assertThat(Files.readString(checkout.resolve("verification/upgrade-tests/previous-version")))
                .isEqualTo("v1.0.0\n");
        assertThat(Files.readString(checkout.resolve("pom.xml")))
                .contains(
                        "<version>10.0.0-SNAPSHOT</version>",
                        // A dependency that happens to have the version of the release.
                        "<jspecify.version>1.0.0</jspecify.version>");
        assertThat(Files.readString(checkout.resolve("CHANGELOG.md")))
                .containsSubsequence("## Unreleased", "## 1.0.0 (");
        assertThat(Files.readString(checkout.resolve("target/release/1.0.0/images.json")))
                .contains("pkg:oci/gateway?repository_url=desire-path&tag=1.0.0", "pkg:oci/postgres?");
        assertThat(run(checkout, "k8s/release", "1.0.0")).contains("There is a tag v1.0.0 already");
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    /** What a command says, whether it succeeds or not. */
    private static String run(Path folder, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(SOMEBODY);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
