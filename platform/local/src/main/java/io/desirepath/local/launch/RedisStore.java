package io.desirepath.local.launch;

import io.desirepath.local.console.Sentence;
import io.desirepath.local.console.Steps;
import io.desirepath.local.folder.SuiteFolder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import redis.embedded.core.ExecutableProvider;

/** The Redis that serves as a cache; it may be wiped at any time, so it keeps nothing on the disk. */
final class RedisStore {

    static final String NAME = "redis";

    private static final Duration STARTUP = Duration.ofSeconds(20);

    private final ManagedProcess process;
    private final int port;

    RedisStore(SuiteFolder folder, int port, Children children, Steps steps) throws IOException {
        this.port = port;
        List<String> command = List.of(
                program(folder.programs().resolve("redis")).toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                folder.redisData().toString(),
                "--save",
                "",
                "--appendonly",
                "no",
                "--maxmemory",
                "256mb",
                "--maxmemory-policy",
                "allkeys-lru");
        this.process = children.store(new ManagedProcess(
                new ManagedProcess.Program(NAME, command, Map.of(), port, 0), folder, steps::announce));
    }

    ManagedProcess process() {
        return process;
    }

    URI uri() {
        return URI.create("redis://127.0.0.1:" + port);
    }

    String start() throws IOException, InterruptedException {
        process.start();
        long deadline = System.nanoTime() + STARTUP.toNanos();
        while (!answers(port)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                List<String> tail = LogTail.lines(process.log(), 1);
                throw Failures.explain(
                        process.log(),
                        "Redis does not start"
                                + (tail.isEmpty() ? "" : " (" + tail.getLast().strip() + ")") + ": see " + process.log()
                                + ".");
            }
            Thread.sleep(50);
        }
        return "port " + port;
    }

    static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(1_000);
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().read() == '+';
        } catch (IOException e) {
            return false;
        }
    }

    private static Path program(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (var files = Files.list(folder)) {
            var unpacked = files.filter(Files::isExecutable).findFirst();
            if (unpacked.isPresent()) {
                return unpacked.get();
            }
        }
        Path draft = Files.createTempDirectory(folder.getParent(), "redis-unpacking");
        try {
            Path program = ExecutableProvider.newJarResourceProvider(draft.toFile())
                    .get()
                    .toPath();
            return Files.move(program, folder.resolve(program.getFileName()));
        } catch (RuntimeException e) {
            throw new Sentence("There is no embedded Redis for this system: " + e.getMessage(), e);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
