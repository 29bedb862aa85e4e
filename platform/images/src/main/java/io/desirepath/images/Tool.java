package io.desirepath.images;

import io.desirepath.local.console.Sentence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A program that is run to its end; what it says matters only if it fails. */
final class Tool {

    private Tool() {}

    /**
     * Runs it.
     *
     * @throws Sentence beginning with {@code failure} if its exit code is not 0
     */
    static void run(String failure, List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        if (exit != 0) {
            throw new Sentence(
                    "%s: %s ended with %d and said: %s".formatted(failure, command.getFirst(), exit, output.strip()));
        }
    }
}
