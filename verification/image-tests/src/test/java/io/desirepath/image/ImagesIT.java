package io.desirepath.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.testing.RequiresTool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The images, built by {@code ./suite images} and run as a platform would run them. */
@RequiresTool({"podman", "mmdebstrap"})
class ImagesIT {

    private static final List<String> SERVICES = Images.SERVICES;
    private static Cluster cluster;

    @BeforeAll
    static void start() throws Exception {
        Images.buildAndLoad();
        cluster = new Cluster();
        cluster.start();
    }

    @AfterAll
    static void end() throws IOException {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void whatIsSentComesBackAsARecommendation() throws IOException {
        for (int i = 0; i < 5; i++) {
            String order = Events.order("order-" + i, "buyer-" + i, "85123A");
            assertThat(cluster.post("/v1/batch", order).statusCode()).isEqualTo(200);
        }

        Await.until(
                Duration.ofSeconds(60), () -> recommendationsOf("another-buyer").contains("85123A"));
    }

    /** All pods of these tests run with {@code -XX:AOTMode=on}; this is what happens when the cache cannot be used. */
    @Test
    void withADamagedCacheAJvmThatInsistsOnItDoesNotStart(@TempDir Path folder) throws IOException {
        Path damaged = folder.resolve("service.aot");
        Files.write(damaged, new byte[4096]);

        Pod pod = cluster.newPod("gateway", "--volume", damaged + ":/app/service.aot:ro");

        assertThat(pod.awaitEnd(Duration.ofSeconds(30))).isNotZero();
        assertThat(pod.log()).contains("Unable to use AOT cache");
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void aPodIsNobodyAndCanWriteNothing(String service) {
        Pod pod = cluster.pod(service);

        assertThat(pod.exec("id", "-u").output()).isEqualTo("10001");
        assertThat(pod.exec("touch", "/app/written").output()).contains("Read-only file system");
        assertThat(pod.exec("touch", "/tmp/written").exit()).isZero();
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void noCallFailsWhileAPodIsReplaced(String service) throws InterruptedException {
        Load load = Load.on(cluster);

        Pod old = cluster.replace(service);
        int exit = old.awaitEnd(Duration.ofSeconds(40));
        int callsUntilItsEnd = load.calls();
        Await.until(Duration.ofSeconds(30), () -> load.calls() > callsUntilItsEnd + 100);

        assertThat(load.stop()).isEmpty();
        // 128 + SIGTERM: it ended by itself, not by the SIGKILL that comes after the grace.
        assertThat(exit).isEqualTo(143);
    }

    private static String recommendationsOf(String account) {
        try {
            return cluster.get("/v1/accounts/" + account + "/recommendations?placement=home")
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
