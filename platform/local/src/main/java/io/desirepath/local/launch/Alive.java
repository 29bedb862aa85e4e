package io.desirepath.local.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a process still runs. */
final class Alive {

    private Alive() {}

    /**
     * False also for a process that has ended and waits to be noticed by its parent: where nobody does, as in a
     * container without an init process, Java would take it for alive forever.
     */
    static boolean is(ProcessHandle process) {
        return process.isAlive() && !isDefunct(process.pid());
    }

    private static boolean isDefunct(long pid) {
        Path status = Path.of("/proc/" + pid + "/stat");
        if (!Files.exists(status)) {
            return false;
        }
        try {
            String text = Files.readString(status);
            // The program's name stands in brackets and may hold anything; the state follows it.
            return text.charAt(text.lastIndexOf(')') + 2) == 'Z';
        } catch (IOException | IndexOutOfBoundsException e) {
            return false;
        }
    }
}
