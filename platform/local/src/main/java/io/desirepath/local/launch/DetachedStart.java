package io.desirepath.local.launch;

import io.desirepath.local.console.Steps;
import io.desirepath.local.folder.SuiteFolder;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a launcher in the background and shows what it writes until it is ready. */
final class DetachedStart {

    private final SuiteFolder folder;
    private final Steps steps;

    DetachedStart(SuiteFolder folder, Steps steps) {
        this.folder = folder;
        this.steps = steps;
    }

    /** @return 0 when everything is ready, 1 when it did not start */
    int start(int port, boolean noSample) throws IOException, InterruptedException {
        Path log = folder.log("suite");
        Process launcher = new ProcessBuilder(command(port, noSample))
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(log.toFile())
                .start();
        Thread cancelled =
                Thread.ofPlatform().unstarted(() -> launcher.toHandle().destroy());
        Runtime.getRuntime().addShutdownHook(cancelled);
        RunningSuite running = new RunningSuite(folder);
        try (RandomAccessFile output = new RandomAccessFile(log.toFile(), "r")) {
            boolean alive = true;
            while (alive && !running.isReadyAs(launcher.pid())) {
                alive = launcher.isAlive();
                show(output);
                Thread.sleep(100);
            }
            show(output);
            Runtime.getRuntime().removeShutdownHook(cancelled);
            return alive ? 0 : 1;
        }
    }

    private void show(RandomAccessFile output) throws IOException {
        byte[] news = new byte[(int) (output.length() - output.getFilePointer())];
        output.readFully(news);
        steps.print(new String(news, StandardCharsets.UTF_8));
    }

    /** This JVM's own command line, in a session of its own where there is such a command. */
    private static List<String> command(int port, boolean noSample) {
        List<String> command = new ArrayList<>();
        Path setsid = Path.of("/usr/bin/setsid");
        command.add(Files.isExecutable(setsid) ? setsid.toString() : "nohup");
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-Dsuite.terminal=false", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of("io.desirepath.local.SuiteCommand", "up", "--port", Integer.toString(port)));
        if (noSample) {
            command.add("--no-sample");
        }
        return command;
    }
}
