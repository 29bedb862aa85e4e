package io.desirepath.local.launch;

import io.desirepath.local.console.Steps;
import io.desirepath.local.folder.SuiteFolder;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code ./suite down}: ends everything that runs in the folder. */
@Command(name = "down", description = "Stop everything.", mixinStandardHelpOptions = true)
public final class DownCommand implements Callable<Integer> {

    private final SuiteFolder folder;
    private final Steps steps;

    public DownCommand(SuiteFolder folder, Steps steps) {
        this.folder = folder;
        this.steps = steps;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        folder.create();
        steps.say(new RunningSuite(folder).end(steps) ? "Desire Path is down." : "Nothing was running.");
        return 0;
    }
}
