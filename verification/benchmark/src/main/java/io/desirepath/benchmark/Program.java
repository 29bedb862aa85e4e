package io.desirepath.benchmark;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.desirepath.local.console.Sentence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** A benchmark as a program: where its results go, and how it ends when something cannot be done. */
public abstract class Program implements Callable<Integer> {

    @Option(names = "--json", description = "file to write the results to")
    private @Nullable Path json;

    @Option(
            names = "--results",
            defaultValue = "${sys:bench.results:-verification/benchmark/results}",
            description = "folder for plots and lists of unused rows (default ${DEFAULT-VALUE})")
    private Path results = Path.of("results");

    /** Ends the process: 0 if it went well, 2 if a person can mend what did not. */
    protected static void run(Program program, String[] args) {
        var command = new CommandLine(program);
        command.setExecutionExceptionHandler((failure, line, parsed) -> {
            if (failure instanceof Sentence || failure instanceof IOException) {
                line.getErr().println(failure.getMessage());
                return 2;
            }
            throw failure;
        });
        System.exit(command.execute(args));
    }

    /** The folder for plots and lists, which is there. */
    protected final Path results() throws IOException {
        return Files.createDirectories(results);
    }

    /** Writes what was measured to the JSON file, if one was asked for. */
    protected final void write(List<?> measured) throws IOException {
        if (json == null) {
            return;
        }
        Path folder = json.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writeValue(json.toFile(), measured);
        System.out.printf("Results are in %s.%n", json);
    }
}
