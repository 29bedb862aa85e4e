package io.desirepath.journey.activation.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.journey.activation.webhook.PostgresClaims.Claim;
import io.desirepath.journey.activation.webhook.domain.Answer;
import io.desirepath.journey.activation.webhook.domain.SigningSecret;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By https, the connection goes to the checked address, and the certificate has to be for the name. */
class TlsIT {

    private static final String WORD = "for-tests";

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final LinkedBlockingQueue<String> asked = new LinkedBlockingQueue<>();
    private HttpServer server;

    @BeforeEach
    void serve() throws Exception {
        keytool(
                "-genkeypair",
                "-alias",
                "receiver",
                "-keyalg",
                "EC",
                "-dname",
                "CN=receiver.example",
                "-ext",
                "SAN=dns:receiver.example",
                "-storetype",
                "PKCS12",
                "-keystore",
                "receiver.p12",
                "-storepass",
                WORD);
        server = vertx.createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setSni(true)
                        .setKeyCertOptions(
                                new PfxOptions().setPath(path("receiver.p12")).setPassword(WORD)))
                .requestHandler(request -> {
                    asked.add(request.connection().indicatedServerName() + " " + request.getHeader("Host"));
                    if (!request.path().equals("/silent")) {
                        request.response().end("taken");
                    }
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Test
    void theNameIsWhatIsIndicatedAndAskedForThoughTheAddressWasLookedUpBefore() throws Exception {
        assertThat(send("receiver.example")).isEqualTo(new Answer.Taken(200, "taken"));
        assertThat(asked.poll(5, TimeUnit.SECONDS))
                .isEqualTo("receiver.example receiver.example:" + server.actualPort());
    }

    @Test
    void aCertificateForAnotherNameIsRefused() throws Exception {
        assertThat(send("other.example").error()).startsWith("TLS failed");
        assertThat(asked).isEmpty();
    }

    @Test
    void aCertificateThatNobodyVouchesForIsRefused() throws Exception {
        var strict =
                new PostMessage(WebhookClient.client(vertx, WebhookClient.options(), config()), targets(), config());
        assertThat(strict.send(claim("receiver.example", "/")).answer().error()).startsWith("TLS failed");
    }

    @Test
    void whoDoesNotAnswerInTimeHasFailed() throws Exception {
        assertThat(send("receiver.example", "/silent").error()).isEqualTo("no answer within 2 s");
        assertThat(send("receiver.example")).as("the next one").isInstanceOf(Answer.Taken.class);
    }

    private Answer send(String host) throws InterruptedException {
        return send(host, "/");
    }

    private Answer send(String host, String path) throws InterruptedException {
        var options = WebhookClient.options()
                .setTrustOptions(new PfxOptions().setPath(path("receiver.p12")).setPassword(WORD));
        return new PostMessage(WebhookClient.client(vertx, options, config()), targets(), config())
                .send(claim(host, path))
                .answer();
    }

    private Claim claim(String host, String path) {
        return new Claim(
                UUID.randomUUID(),
                "https://" + host + ":" + server.actualPort() + path,
                1,
                UUID.randomUUID(),
                "{}",
                0,
                Duration.ZERO,
                List.of(new SigningSecret(new byte[32])));
    }

    private static FindTarget targets() {
        var loopback = new HostAddresses() {
            @Override
            public List<InetAddress> of(String host, Duration patience) {
                return List.of(InetAddress.getLoopbackAddress());
            }
        };
        return new FindTarget(loopback, config());
    }

    private static WebhookConfig config() {
        return new SmallRyeConfigBuilder()
                .withMapping(WebhookConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withDefaultValue("desirepath.webhooks.allowed-networks", "127.0.0.0/8")
                .withDefaultValue("desirepath.webhooks.timeout", "2s")
                .build()
                .getConfigMapping(WebhookConfig.class);
    }

    private String path(String file) {
        return folder.resolve(file).toString();
    }

    private void keytool(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        Process keytool = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        assertThat(keytool.waitFor())
                .as(new String(keytool.getInputStream().readAllBytes()))
                .isZero();
    }
}
