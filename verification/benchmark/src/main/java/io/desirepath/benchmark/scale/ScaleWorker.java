package io.desirepath.benchmark.scale;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.desirepath.recommendation.serving.Recommendations;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.runtime.datasource.ReactiveRedisDataSourceImpl;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.RedisAPI;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/**
 * One process of the service, less its doors: answers in process what {@link BenchScale} asks for on its standard input. Products,
 * accounts, the port of Redis and how many accounts are asked come as arguments.
 */
final class ScaleWorker {

    private static final int WARM_UP = 1500;

    private final Merchant merchant;
    private final int asked;
    private final ObjectMapper json = new ObjectMapper().registerModule(new JavaTimeModule());
    private int next;
    private long items;
    private long answers;

    private ScaleWorker(Merchant merchant, int asked) {
        this.merchant = merchant;
        this.asked = asked;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        // The threads of the Redis client would keep a failed process alive.
        Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace();
            System.exit(1);
        });
        int products = Integer.parseInt(args[0]);
        int today = (int) LocalDate.now(java.time.ZoneOffset.UTC).toEpochDay();
        var buyers = new Buyers(Integer.parseInt(args[1]), new Assortment(products), today);
        long begun = System.nanoTime();
        var merchant = new Merchant(
                buyers,
                redis(Integer.parseInt(args[2])),
                what -> say("progress %4d s: %s".formatted((System.nanoTime() - begun) / 1_000_000_000, what)));
        int asked = Math.min(Integer.parseInt(args[3]), buyers.accounts());
        for (int account = 0; account < asked; account++) {
            merchant.keep(account);
        }
        say("progress %4d s: contexts in Redis".formatted((System.nanoTime() - begun) / 1_000_000_000));
        new ScaleWorker(merchant, asked).serve();
        System.exit(0);
    }

    private void serve() throws IOException {
        for (int i = 0; i < WARM_UP; i++) {
            read();
            answer();
        }
        say("ready");
        var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String command = commands.readLine(); command != null; command = commands.readLine()) {
            if (command.equals("memory")) {
                System.gc();
                long heap =
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
                say("memory " + heap + " " + residentPeak() + " " + (double) items / answers);
            } else {
                StringBuilder times = new StringBuilder("times");
                for (int i = Integer.parseInt(command); i > 0; i--) {
                    times.append(' ').append(read()).append(' ').append(answer());
                }
                say(times.toString());
            }
        }
    }

    /** Nanoseconds of reading a context. */
    private long read() {
        int account = nextAccount();
        long begun = System.nanoTime();
        boolean found = merchant.read(account);
        long took = System.nanoTime() - begun;
        if (!found) {
            throw new IllegalStateException("a context is gone from Redis");
        }
        return took;
    }

    /** Nanoseconds of a home page, from the account's id to the answer as JSON. */
    private long answer() throws IOException {
        int account = nextAccount();
        long begun = System.nanoTime();
        Recommendations answer = merchant.home(account);
        byte[] written = json.writeValueAsBytes(answer);
        long took = System.nanoTime() - begun;
        if (written.length == 0) {
            throw new IllegalStateException("an answer is empty");
        }
        items += answer.items().size();
        answers++;
        return took;
    }

    /** Another one each time: who was asked a moment ago is still held in memory. */
    private int nextAccount() {
        next = (next + 1) % asked;
        return next;
    }

    private static ReactiveRedisDataSource redis(int port) {
        Vertx vertx = Vertx.vertx();
        Redis client = Redis.createClient(vertx, "redis://127.0.0.1:" + port);
        return new ReactiveRedisDataSourceImpl(vertx, client, RedisAPI.api(client));
    }

    /** Bytes; the most that the process has ever had in memory. */
    private static long residentPeak() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .findFirst()
                            .orElse(0)
                    * 1024;
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
