package io.desirepath.persona.privacy;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The other services' parts of an export. */
public final class OtherParts implements QuarkusTestResourceLifecycleManager {

    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/internal/export", exchange -> {
            try (exchange) {
                byte[] body = ("{\"section\":\"activities\",\"row\":{\"path\":\""
                                + exchange.getRequestURI().getRawPath() + "\"}}\n")
                        .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        return Map.of(
                "desirepath.privacy.export-sources",
                "http://localhost:" + server.getAddress().getPort(),
                "desirepath.privacy.services",
                "persona-service,journey-service,recommendation-service");
    }

    @Override
    public void stop() {
        server.stop(0);
    }
}
