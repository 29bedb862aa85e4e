package io.desirepath.gateway;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import redis.embedded.RedisServer;

/** A Redis of its own for the tests that take it away. */
public final class StoppableRedis implements QuarkusTestResourceLifecycleManager {

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
        return Map.of("desirepath.rate-limit.redis-url", "redis://localhost:" + port);
    }

    @Override
    public void stop() {
        stopServer();
    }

    public static void startServer() {
        try {
            server =
                    RedisServer.newRedisServer().port(port).setting("save \"\"").build();
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void stopServer() {
        try {
            if (server.isActive()) {
                server.stop();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps every client waiting, as a Redis whose machine stalls. */
    public static void hang(Duration time) {
        command("CLIENT PAUSE " + time.toMillis() + " ALL");
    }

    /** Forgets everything. */
    public static void wipe() {
        command("FLUSHALL");
    }

    private static void command(String line) {
        try (Socket socket = new Socket("localhost", port)) {
            socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
            if (socket.getInputStream().read() != '+') {
                throw new IllegalStateException("Redis refuses " + line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
