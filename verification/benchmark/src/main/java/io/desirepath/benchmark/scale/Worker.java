package io.desirepath.benchmark.scale;

import io.desirepath.local.console.Sentence;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A {@link ScaleWorker} in a process of its own, spoken to by lines. */
final class Worker implements AutoCloseable {

    private final int products;
    private final Process process;
    private final BufferedReader answers;
    private final PrintWriter commands;
    private final List<Long> reads = new ArrayList<>();
    private final List<Long> pages = new ArrayList<>();

    Worker(int products, int accounts, int redisPort, int asked, String heap) throws IOException {
        this.products = products;
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap,
                        // As the services are run.
                        "-XX:+UseSerialGC",
                        "-XX:+UseCompactObjectHeaders",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ScaleWorker.class.getName(),
                        Integer.toString(products),
                        Integer.toString(accounts),
                        Integer.toString(redisPort),
                        Integer.toString(asked))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        answers = process.inputReader(StandardCharsets.UTF_8);
        commands = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    }

    void awaitReady() throws IOException {
        await("ready");
    }

    /** Reads so many contexts and answers so many home pages, one after the other. */
    void answer(int count) throws IOException {
        commands.println(count);
        String[] nanos = await("times").split(" ");
        for (int i = 0; i + 1 < nanos.length; i += 2) {
            reads.add(Long.parseLong(nanos[i]));
            pages.add(Long.parseLong(nanos[i + 1]));
        }
    }

    Measured.Size measured() throws IOException {
        commands.println("memory");
        String[] memory = await("memory").split(" ");
        double read = micros(reads, .5);
        double page = micros(pages, .5);
        return new Measured.Size(
                products,
                pages.size(),
                read,
                page,
                micros(pages, .99),
                page / read,
                Double.parseDouble(memory[2]),
                Long.parseLong(memory[0]),
                Long.parseLong(memory[1]));
    }

    /** What stands after the word; shows the progress that comes before it. */
    private String await(String word) throws IOException {
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith("progress ")) {
                System.out.printf("%,d products, after %s%n", products, line.substring("progress ".length()));
            } else if (line.startsWith(word)) {
                return line.substring(word.length()).strip();
            }
        }
        throw new Sentence("The process with %,d products has ended: what it said is above.".formatted(products));
    }

    private static double micros(List<Long> nanos, double quantile) {
        return nanos.stream().sorted().toList().get((int) (quantile * (nanos.size() - 1))) / 1000d;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
