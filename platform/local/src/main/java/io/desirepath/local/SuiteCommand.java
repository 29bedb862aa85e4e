package io.desirepath.local;

import io.desirepath.local.console.Sentence;
import io.desirepath.local.console.Steps;
import io.desirepath.local.folder.SuiteFolder;
import io.desirepath.local.imports.ImportCommand;
import io.desirepath.local.launch.DownCommand;
import io.desirepath.local.launch.StatusCommand;
import io.desirepath.local.launch.UpCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * What {@code ./suite} starts once it has found a JDK and built what was stale. System properties: {@code suite.folder}
 * is where everything is kept (default {@code .suite}), {@code suite.terminal} whether lines may be drawn over.
 */
@Command(name = "./suite", description = "Runs Desire Path on this machine.")
public final class SuiteCommand implements Runnable {

    private static final String DISK_FULL = "No space left on device";

    private SuiteCommand() {}

    public static void main(String[] args) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        Steps steps = new Steps(out, Boolean.getBoolean("suite.terminal"));
        SuiteFolder folder = new SuiteFolder(Path.of(System.getProperty("suite.folder", ".suite")));
        System.exit(new CommandLine(new SuiteCommand())
                .addSubcommand(new UpCommand(folder, steps))
                .addSubcommand(new DownCommand(folder, steps))
                .addSubcommand(new StatusCommand(folder, steps))
                .addSubcommand(new ImportCommand(folder, steps))
                .setExecutionExceptionHandler((exception, commandLine, result) -> {
                    out.println(explain(exception, folder));
                    out.flush();
                    return 1;
                })
                .execute(args));
    }

    @Override
    public void run() {
        throw new Sentence("Say what to do: up, down, status, logs, test or import.");
    }

    private static String explain(Exception exception, SuiteFolder folder) throws Exception {
        String message = String.valueOf(exception.getMessage());
        return switch (exception) {
            case Sentence sentence -> message;
            case IOException io
            when message.contains(DISK_FULL) ->
                "The disk that holds " + folder.root() + " is full: free some space and start again.";
            case IOException io -> "A file could not be read or written: " + io;
            default -> throw exception;
        };
    }
}
