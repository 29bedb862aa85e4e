package io.desirepath.benchmark.scale;

import io.desirepath.benchmark.Program;
import io.desirepath.benchmark.scale.Measured.Size;
import io.desirepath.recommendation.accountcontext.ContextConfig;
import io.desirepath.recommendation.accountcontext.RedisContexts;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import redis.embedded.RedisServer;

/** What a home page costs in process as the catalogue grows, beside reading its context from Redis in the same run. */
@Command(
        name = "bench scale",
        description = "Answers home pages of two generated merchants by turns, in one process.",
        mixinStandardHelpOptions = true)
public final class BenchScale extends Program {

    private static final LocalDate TODAY = LocalDate.of(2026, 10, 2);
    private static final Instant NOW = TODAY.atTime(12, 0).toInstant(ZoneOffset.UTC);

    private static final int WARM_UP = 4_000;
    private static final int ROUNDS = 60;
    private static final int VISITS_OF_A_ROUND = 50;

    @Option(
            names = "--products",
            defaultValue = "1000000",
            description = "how many products the larger merchant has (default ${DEFAULT-VALUE})")
    private int products;

    @Option(
            names = "--fewest",
            defaultValue = "10000",
            description = "how many products the smaller merchant has (default ${DEFAULT-VALUE})")
    private int fewest;

    @Option(
            names = "--accounts",
            defaultValue = "100000",
            description = "how many accounts each merchant has (default ${DEFAULT-VALUE})")
    private int accounts;

    @Option(
            names = "--visitors",
            defaultValue = "2000",
            description = "how many of them ask, one after the other (default ${DEFAULT-VALUE})")
    private int visitors;

    private BenchScale() {}

    public static void main(String[] args) {
        run(new BenchScale(), args);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        int port = freePort();
        RedisServer redis = RedisServer.newRedisServer()
                .port(port)
                .setting("bind 127.0.0.1")
                .setting("save \"\"")
                .build();
        redis.start();
        Vertx vertx = Vertx.vertx();
        try {
            Measured measured =
                    measure(new RedisContexts(Redis.createClient(vertx, "redis://127.0.0.1:" + port), new Unheld()));
            measured.print(System.out);
            write(List.of(measured));
            return measured.holds() ? 0 : 1;
        } finally {
            vertx.close();
            redis.stop();
        }
    }

    private Measured measure(RedisContexts contexts) throws IOException, InterruptedException {
        Merchant large = Merchant.generate(products, accounts, TODAY);
        long heap = heap();
        Merchant small = Merchant.generate(fewest, accounts, TODAY);
        var ofLarge = new Visitors(large, contexts, Math.min(visitors, accounts), NOW);
        var ofSmall = new Visitors(small, contexts, Math.min(visitors, accounts), NOW);
        ofLarge.visit(WARM_UP, false);
        ofSmall.visit(WARM_UP, false);
        // By turns, so that whatever else the machine does meets both alike.
        for (int round = 0; round < ROUNDS; round++) {
            ofLarge.visit(VISITS_OF_A_ROUND, true);
            ofSmall.visit(VISITS_OF_A_ROUND, true);
        }
        return new Measured(
                "scale", accounts, List.of(Size.of(fewest, ofSmall), Size.of(products, ofLarge)), heap, mostMemory());
    }

    /** Bytes in use, after a collection. */
    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Bytes; as Linux counts them, elsewhere what the heap has at most. */
    private static long mostMemory() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return Runtime.getRuntime().maxMemory();
        }
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .findFirst()
                            .orElseThrow()
                    << 10;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** As shipped, but for a time to live that outlasts the run, and no context held parsed: each is read. */
    private record Unheld() implements ContextConfig {
        @Override
        public Duration ttl() {
            return Duration.ofHours(6);
        }

        @Override
        public Duration timeout() {
            return Duration.ofSeconds(10);
        }

        @Override
        public Duration retryAfter() {
            return Duration.ofSeconds(1);
        }

        @Override
        public int maxPurchases() {
            return 10_000;
        }

        @Override
        public int maxViews() {
            return 20;
        }

        @Override
        public int maxPeople() {
            return 200;
        }

        @Override
        public int held() {
            return 0;
        }
    }
}
