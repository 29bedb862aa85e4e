package io.desirepath.benchmark.scale;

import io.desirepath.local.console.Sentence;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A {@link Pod} in a process of its own, and what it said. */
final class PodProcess implements AutoCloseable {

    private final int products;
    private final Process process;
    private final BufferedReader answers;
    private final PrintWriter commands;
    private final List<Long> reads = new ArrayList<>();
    private final List<Long> pages = new ArrayList<>();

    /** @param heap the largest it may have, as Java's {@code -Xmx} */
    PodProcess(int products, int accounts, int visitors, int redisPort, String heap) throws IOException {
        this.products = products;
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap,
                        // What is loaded lives long, what a request makes does not.
                        "-Xmn128m",
                        // As the services are run.
                        "-XX:+UseSerialGC",
                        "-XX:+UseCompactObjectHeaders",
                        "-XX:+UseTransparentHugePages",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Pod.class.getName(),
                        Integer.toString(products),
                        Integer.toString(accounts),
                        Integer.toString(visitors),
                        Integer.toString(redisPort))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        answers = process.inputReader(StandardCharsets.UTF_8);
        commands = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    }

    void awaitReady() throws IOException {
        await(Pod.READY);
    }

    /** Reads so many contexts and answers so many home pages, by turns. */
    void visit(int times) throws IOException {
        commands.println(times);
        String[] nanos = await(Pod.TIMES).split(" ");
        for (int i = 0; i + 1 < nanos.length; i += 2) {
            reads.add(Long.parseLong(nanos[i]));
            pages.add(Long.parseLong(nanos[i + 1]));
        }
    }

    Measured.Size measured() throws IOException {
        commands.println(Pod.MEMORY);
        String[] bytes = await(Pod.MEMORY).split(" ");
        return new Measured.Size(
                products,
                pages.size(),
                micros(reads, .5),
                micros(pages, .5),
                micros(pages, .99),
                Long.parseLong(bytes[0]),
                Long.parseLong(bytes[1]));
    }

    /** What stands after the word; shows what is said before it. */
    private String await(String word) throws IOException {
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith(word)) {
                return line.substring(word.length()).strip();
            }
            System.out.println(line);
        }
        throw new Sentence("The process with %,d products has ended: what it said is above.".formatted(products));
    }

    /** @param share of them that are not longer */
    private static double micros(List<Long> nanos, double share) {
        return nanos.stream().sorted().toList().get((int) (share * (nanos.size() - 1))) / 1000d;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
