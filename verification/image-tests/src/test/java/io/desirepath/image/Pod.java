package io.desirepath.image;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A container that runs as a pod's would, on the machine's own network, so with ports of its own. */
final class Pod {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    private final String id;
    private final int port;
    private final int managementPort;
    private final String readiness;

    private Pod(String id, String readiness, int port, int managementPort) {
        this.id = id;
        this.readiness = readiness;
        this.port = port;
        this.managementPort = managementPort;
    }

    /**
     * Starts a container.
     *
     * @param more options of {@code podman run}
     */
    static Pod start(PodTemplate template, Map<String, String> environment, String... more) {
        int port = FreePorts.pick();
        int managementPort = FreePorts.pick();
        List<String> run = new ArrayList<>(List.of("run", "--detach", "--network=host"));
        run.addAll(template.options());
        environment.forEach((name, value) -> run.addAll(List.of("--env", name + "=" + value)));
        run.addAll(List.of("--env", "QUARKUS_HTTP_PORT=" + port, "--env", "QUARKUS_MANAGEMENT_PORT=" + managementPort));
        run.addAll(List.of(more));
        run.add(template.image());
        String output = Podman.call(run).successful("podman " + String.join(" ", run));
        return new Pod(output.lines().toList().getLast(), template.readiness(), port, managementPort);
    }

    int port() {
        return port;
    }

    String log() {
        return Podman.call(List.of("logs", id)).output();
    }

    /** Runs a program in it. */
    Command exec(String... command) {
        List<String> exec = new ArrayList<>(List.of("exec", id));
        exec.addAll(List.of(command));
        return Podman.call(exec);
    }

    boolean isReady() {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + readiness))
                .timeout(Duration.ofSeconds(3))
                .build();
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Pod awaitReady(Duration within) {
        Await.until(within, () -> isReady() || hasEnded());
        if (hasEnded()) {
            throw new IllegalStateException("the pod has ended:\n" + log());
        }
        return this;
    }

    boolean hasEnded() {
        return Podman.run("inspect", "--format", "{{.State.Running}}", id).equals("false");
    }

    /** What a platform sends first. */
    void terminate() {
        Podman.run("kill", "--signal", "TERM", id);
    }

    /** @return its exit code */
    int awaitEnd(Duration within) {
        Await.until(within, this::hasEnded);
        return Integer.parseInt(Podman.run("inspect", "--format", "{{.State.ExitCode}}", id));
    }

    void remove() {
        Podman.run("rm", "--force", "--time", "0", id);
    }
}
