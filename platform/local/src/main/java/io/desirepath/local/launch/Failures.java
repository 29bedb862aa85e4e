package io.desirepath.local.launch;

import io.desirepath.local.console.Sentence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Why something did not start, in one sentence. */
final class Failures {

    /** What a start and the sample need, with room to spare, in bytes. */
    static final long NEEDED_SPACE = 1L << 30;

    private static final String DISK_FULL = "No space left on device";

    private Failures() {}

    /** @throws Sentence if fewer than {@code bytes} are left where the folder lies */
    static void requireSpace(Path folder, long bytes) throws IOException {
        long usable = Files.getFileStore(folder).getUsableSpace();
        if (usable < bytes) {
            throw new Sentence(String.format(
                    Locale.ROOT,
                    "The disk that holds %s has %d MB left and %d MB are needed: free some space.",
                    folder,
                    usable >> 20,
                    bytes >> 20));
        }
    }

    /** The sentence, unless the log's end shows that the disk is full. */
    static Sentence explain(Path log, String sentence) {
        boolean full = LogTail.lines(log, 50).stream().anyMatch(line -> line.contains(DISK_FULL));
        return new Sentence(full ? diskFull(log) : sentence);
    }

    private static String diskFull(Path where) {
        return "The disk that holds " + where + " is full: free some space and start again.";
    }
}
