package io.desirepath.local.launch;

import io.desirepath.local.console.Sentence;
import io.desirepath.local.console.Steps;
import io.desirepath.local.folder.SuiteFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The four service processes and what they say about themselves. */
final class Services {

    private static final Duration READY_WITHIN = Duration.ofMinutes(3);

    private final SuiteFolder folder;
    private final ServicePrograms programs;
    private final Children children;
    private final Map<Service, ManagedProcess> processes = new EnumMap<>(Service.class);

    Services(SuiteFolder folder, ServicePrograms programs, Children children, Steps steps) {
        this.folder = folder;
        this.programs = programs;
        this.children = children;
        for (Service service : Service.values()) {
            processes.put(service, children.service(new ManagedProcess(programs.of(service), folder, steps::announce)));
        }
    }

    ManagedProcess process(Service service) {
        return Objects.requireNonNull(processes.get(service));
    }

    ServicePrograms programs() {
        return programs;
    }

    /**
     * Starts all of them at once and waits until each is ready.
     *
     * @return how long each took
     * @throws Sentence if one ends early or is not ready in time
     */
    String start(Steps steps) throws IOException, InterruptedException {
        for (ManagedProcess process : processes.values()) {
            process.start();
        }
        long start = System.nanoTime();
        List<String> ready = new ArrayList<>();
        EnumMap<Service, ManagedProcess> waiting = new EnumMap<>(processes);
        while (!waiting.isEmpty()) {
            for (Service service : List.copyOf(waiting.keySet())) {
                if (isReady(service)) {
                    waiting.remove(service);
                    ready.add(String.format(
                            Locale.ROOT, "%s %.1f s", service.module(), (System.nanoTime() - start) / 1e9));
                }
            }
            if (children.ending()) {
                throw new Sentence("The start was interrupted.");
            }
            boolean late = System.nanoTime() - start > READY_WITHIN.toNanos();
            for (Service service : waiting.keySet()) {
                if (late || !process(service).isAlive()) {
                    throw failure(service, late ? "is not ready after 3 minutes" : "ended while starting", steps);
                }
            }
            Thread.sleep(100);
        }
        return String.join(", ", ready);
    }

    private Sentence failure(Service service, String what, Steps steps) {
        Path log = folder.log(service.module());
        LogTail.lines(log, 15).forEach(line -> steps.say("    " + line));
        return Failures.explain(log, service.module() + " " + what + ": see " + log + ".");
    }

    boolean isReady(Service service) {
        return Health.isReady(programs.management(service).getPort());
    }

    /** What the readers of change feeds still have to do, one text each; empty when there is nothing. */
    List<String> behind() {
        List<String> behind = new ArrayList<>();
        for (Service service : processes.keySet()) {
            Health.readiness(programs.management(service).getPort())
                    .map(CatchUp::of)
                    .ifPresentOrElse(
                            state -> state.behind().forEach(text -> behind.add(service.module() + " " + text)),
                            () -> behind.add(service.module() + " does not answer"));
        }
        return behind;
    }
}
