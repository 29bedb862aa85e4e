package io.desirepath.recommendation;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Map;
import redis.embedded.RedisServer;

/** A Redis of its own for the tests that take it away. */
public class StoppableRedis implements QuarkusTestResourceLifecycleManager {

    private static int port;
    private static RedisServer server;

    @Override
    public Map<String, String> start() {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        startServer();
        return Map.of("quarkus.redis.hosts", "redis://localhost:" + port);
    }

    @Override
    public void stop() {
        stopServer();
    }

    static void startServer() {
        try {
            server =
                    RedisServer.newRedisServer().port(port).setting("save \"\"").build();
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void stopServer() {
        try {
            if (server.isActive()) {
                server.stop();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
