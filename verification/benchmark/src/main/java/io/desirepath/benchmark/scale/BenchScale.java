package io.desirepath.benchmark.scale;

import io.desirepath.benchmark.Program;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import redis.embedded.RedisServer;

/** What a home page costs in process as the catalogue grows, beside reading its context from Redis in the same run. */
@Command(
        name = "bench scale",
        description = "Answers home pages of two generated merchants by turns, each in a process of its own.",
        mixinStandardHelpOptions = true)
public final class BenchScale extends Program {

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

    @Option(
            names = "--heap",
            defaultValue = "1800m",
            description = "the largest heap of each process, as Java's -Xmx (default ${DEFAULT-VALUE})")
    private String heap = "";

    private BenchScale() {}

    public static void main(String[] args) {
        run(new BenchScale(), args);
    }

    @Override
    public Integer call() throws IOException {
        int port = freePort();
        RedisServer redis = RedisServer.newRedisServer()
                .port(port)
                .setting("bind 127.0.0.1")
                .setting("save \"\"")
                .build();
        redis.start();
        try (var small = new PodProcess(fewest, accounts, visitors, port, heap)) {
            small.awaitReady();
            try (var large = new PodProcess(products, accounts, visitors, port, heap)) {
                large.awaitReady();
                Measured measured = measure(small, large);
                measured.print(System.out);
                write(List.of(measured));
                return measured.holds() ? 0 : 1;
            }
        } finally {
            redis.stop();
        }
    }

    /** By turns, so that whatever else the machine does meets both alike. */
    private Measured measure(PodProcess small, PodProcess large) throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            small.visit(VISITS_OF_A_ROUND);
            large.visit(VISITS_OF_A_ROUND);
        }
        return new Measured("scale", accounts, List.of(small.measured(), large.measured()));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
