package io.desirepath.local.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AliveIT {

    @Test
    void aProcessThatEndedAndThatNobodyWaitedForIsNotAlive() throws Exception {
        assumeThat(Files.exists(Path.of("/proc/self/stat")))
                .as("a system that shows its processes under /proc")
                .isTrue();
        // The shell starts a child, then becomes a program that never asks what became of it.
        Process careless = new ProcessBuilder("sh", "-c", "sleep 0 & echo $!; exec sleep 60").start();
        try (BufferedReader output = careless.inputReader()) {
            long pid = Long.parseLong(output.readLine());
            ProcessHandle child = ProcessHandle.of(pid).orElseThrow();
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (Alive.is(child) && System.nanoTime() < deadline) {
                Thread.sleep(20);
            }

            assertThat(child.isAlive()).as("what Java says").isTrue();
            assertThat(Alive.is(child)).isFalse();
        } finally {
            careless.destroyForcibly();
        }
    }

    @Test
    void thisProcessIsAlive() {
        assertThat(Alive.is(ProcessHandle.current())).isTrue();
    }
}
