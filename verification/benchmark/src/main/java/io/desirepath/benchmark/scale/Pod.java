package io.desirepath.benchmark.scale;

import io.desirepath.recommendation.accountcontext.RedisContexts;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * One process with a generated merchant, less its doors: it says how far it is, then {@value #READY}, and answers on its
 * standard output what {@link PodProcess} asks for on its standard input. Products, accounts, visitors and the port of Redis come
 * as arguments.
 */
final class Pod {

    static final String READY = "ready";
    static final String TIMES = "times";
    static final String MEMORY = "memory";

    private static final LocalDate TODAY = LocalDate.of(2026, 10, 2);
    private static final Instant NOW = TODAY.atTime(12, 0).toInstant(ZoneOffset.UTC);
    private static final int WARM_UP = 6_000;

    private Pod() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        // The threads of the Redis client would keep a failed process alive.
        Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace();
            System.exit(1);
        });
        int accounts = Integer.parseInt(args[1]);
        Merchant merchant = Merchant.generate(Integer.parseInt(args[0]), accounts, TODAY);
        var redis = Redis.createClient(Vertx.vertx(), "redis://127.0.0.1:" + args[3]);
        int visiting = Math.min(Integer.parseInt(args[2]), accounts);
        serve(new Visitors(merchant, new RedisContexts(redis, new UnheldContexts()), visiting, NOW));
        System.exit(0);
    }

    private static void serve(Visitors visitors) throws IOException {
        visitors.visit(WARM_UP);
        System.out.println(READY);
        var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String command = commands.readLine(); command != null; command = commands.readLine()) {
            if (command.equals(MEMORY)) {
                System.out.println(MEMORY + " " + heap() + " " + mostMemory());
            } else {
                StringBuilder times = new StringBuilder(TIMES);
                for (long nanos : visitors.visit(Integer.parseInt(command))) {
                    times.append(' ').append(nanos);
                }
                System.out.println(times);
            }
        }
    }

    /** Bytes in use, after a collection. */
    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** The most bytes that the process has ever had, as Linux counts them; elsewhere what its heap may have. */
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
}
