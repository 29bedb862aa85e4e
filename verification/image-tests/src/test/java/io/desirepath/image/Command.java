package io.desirepath.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A program that is run to its end, with all that it printed. */
record Command(int exit, String output) {

    static Command run(List<String> command, Map<String, String> environment) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Command(process.waitFor(), output.strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return what it printed */
    static String output(String... command) {
        return run(List.of(command), Map.of()).successful(Arrays.toString(command));
    }

    String successful(String what) {
        if (exit != 0) {
            throw new IllegalStateException(what + " ended with " + exit + ":\n" + output);
        }
        return output;
    }
}
