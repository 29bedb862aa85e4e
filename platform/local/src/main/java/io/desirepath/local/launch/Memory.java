package io.desirepath.local.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How much memory a process takes, if wanted with those it started. On Linux pages that several of them share count once in all
 * ("proportional set size"); PostgreSQL's processes share most of theirs. Elsewhere the resident size is summed.
 */
final class Memory {

    private Memory() {}

    /** In KiB; empty if the system does not say. */
    static Optional<Long> of(ProcessHandle process, boolean withDescendants) {
        return Stream.concat(Stream.of(process), withDescendants ? process.descendants() : Stream.empty())
                .map(p -> proportional(p.pid()).or(() -> resident(p.pid())))
                .flatMap(Optional::stream)
                .reduce(Long::sum);
    }

    private static Optional<Long> proportional(long pid) {
        Path file = Path.of("/proc/" + pid + "/smaps_rollup");
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst();
        } catch (IOException | java.io.UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Long> resident(long pid) {
        try {
            Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
            String answer = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return answer.isEmpty() ? Optional.empty() : Optional.of(Long.parseLong(answer));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
