package io.desirepath.benchmark.scale;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.desirepath.benchmark.scale.Measured.Size;
import io.desirepath.local.console.Sentence;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import redis.embedded.RedisServer;

/** What a home page costs in process as the catalogue grows, beside reading its context from Redis, in one run. */
@Command(
        name = "bench scale",
        description = "Answers home pages of generated merchants, each in a process of its own.",
        mixinStandardHelpOptions = true)
public final class BenchScale implements Callable<Integer> {

    private static final int ROUNDS = 40;
    private static final int ANSWERS_OF_A_ROUND = 50;

    @Option(
            names = "--products",
            split = ",",
            defaultValue = "10000,1000000",
            description = "how many products, for each process (default ${DEFAULT-VALUE})")
    private List<Integer> products = List.of();

    @Option(
            names = "--accounts",
            defaultValue = "100000",
            description = "how many accounts each merchant has (default ${DEFAULT-VALUE})")
    private int accounts;

    @Option(
            names = "--asked",
            defaultValue = "3000",
            description = "how many of them are asked for in turn (default ${DEFAULT-VALUE})")
    private int asked;

    @Option(
            names = "--heap",
            defaultValue = "1600m",
            description = "the largest heap of each process, as Java's -Xmx (default ${DEFAULT-VALUE})")
    private String heap = "";

    @Option(names = "--json", description = "file to write the results to")
    private @Nullable Path json;

    private BenchScale() {}

    public static void main(String[] args) {
        var command = new CommandLine(new BenchScale());
        command.setExecutionExceptionHandler((failure, line, parsed) -> {
            if (failure instanceof Sentence || failure instanceof IOException) {
                line.getErr().println(failure.getMessage());
                return 2;
            }
            throw failure;
        });
        System.exit(command.execute(args));
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
        List<Worker> workers = new ArrayList<>();
        try {
            for (int count : products) {
                workers.add(new Worker(count, accounts, port, asked, heap));
            }
            Measured measured = measure(workers);
            measured.print(System.out);
            if (json != null) {
                JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValue(json.toFile(), measured);
                System.out.printf("Results are in %s.%n", json);
            }
            return measured.holds() ? 0 : 1;
        } finally {
            workers.forEach(Worker::close);
            redis.stop();
        }
    }

    /** In turns, so that whatever else the machine does meets all of them alike. */
    private Measured measure(List<Worker> workers) throws IOException {
        for (Worker worker : workers) {
            worker.awaitReady();
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (Worker worker : workers) {
                worker.answer(ANSWERS_OF_A_ROUND);
            }
        }
        List<Size> sizes = new ArrayList<>();
        for (Worker worker : workers) {
            sizes.add(worker.measured());
        }
        return new Measured("scale", accounts, sizes);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
