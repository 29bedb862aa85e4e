package io.desirepath.local.launch;

import io.desirepath.local.console.Sentence;
import io.desirepath.local.console.Steps;
import io.desirepath.local.folder.SuiteEnv;
import io.desirepath.local.folder.SuiteFolder;
import io.desirepath.local.sample.SampleData;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./suite up}: starts everything and stays until it is interrupted, or with {@code --detach} until it is ready. */
@Command(
        name = "up",
        description = "Start PostgreSQL, Redis and the four services; load the sample data into a new folder.",
        mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {

    private final SuiteFolder folder;
    private final Steps steps;

    @Option(names = "--detach", description = "Return when everything is ready, and leave it running.")
    private boolean detach;

    @Option(names = "--fresh", description = "Start over with an empty folder: all data and keys are lost.")
    private boolean fresh;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "The gateway's port on 127.0.0.1 (default: ${DEFAULT-VALUE}).")
    private int port = 8080;

    @Option(names = "--no-sample", description = "Load no sample data.")
    private boolean noSample;

    public UpCommand(SuiteFolder folder, Steps steps) {
        this.folder = folder;
        this.steps = steps;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (port < 0 || port > 65_535) {
            throw new Sentence("--port takes a number from 1 to 65535, or 0 for any free port.");
        }
        folder.create();
        RunningSuite running = new RunningSuite(folder);
        if (fresh) {
            running.end(steps);
            folder.empty();
            folder.create();
        } else if (running.isThere()) {
            return alreadyUp(running);
        }
        if (detach) {
            return new DetachedStart(folder, steps).start(port, noSample);
        }
        try (LocalSuite suite = LocalSuite.in(folder.root())
                .port(port)
                .sample(!noSample)
                .steps(steps)
                .start()) {
            steps.say(Welcome.text(suite.env(), folder, SampleData.EXAMPLE_ACCOUNT));
            running.markReady();
            // Until a signal ends this process, the shutdown hook of the suite ends the others.
            Thread.currentThread().join();
        }
        return 0;
    }

    private int alreadyUp(RunningSuite running) throws IOException {
        Optional<SuiteEnv> env = SuiteEnv.read(folder);
        if (env.isPresent() && running.isReady()) {
            steps.say("Desire Path is already up at " + env.get().gateway() + ".");
            return 0;
        }
        steps.say(
                "Desire Path is just being started or ended by another './suite up' (process " + running.pid() + ").");
        return 1;
    }
}
