package io.desirepath.upgrade;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The checkout that these tests are in, and its history. */
final class SourceTree {

    static final Path ROOT = Path.of("").toAbsolutePath().resolve("../..").normalize();

    private static final Path PREVIOUS_VERSION = ROOT.resolve("verification/upgrade-tests/previous-version");

    private SourceTree() {}

    /** The version from which an upgrade must go without interruption: a tag, or a commit. */
    static String previousVersion() {
        return read(PREVIOUS_VERSION).strip();
    }

    /** Whether this is a checkout whose history has the version; sources alone, or a shallow clone, do not. */
    static boolean has(String version) {
        return run("cat-file", "-e", version + "^{commit}").isPresent();
    }

    /** Whether the one is the other, or among what led to it. */
    static boolean isIn(String version, String later) {
        return run("merge-base", "--is-ancestor", version, later).isPresent();
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What a git command says.
     *
     * @throws IllegalStateException if it fails
     */
    static String git(String... arguments) {
        return run(arguments).orElseThrow(() -> new IllegalStateException("git " + Arrays.toString(arguments)));
    }

    private static Optional<String> run(String... arguments) {
        try {
            List<String> command = new ArrayList<>(List.of("git", "-C", ROOT.toString()));
            command.addAll(List.of(arguments));
            Process git = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return git.waitFor() == 0 ? Optional.of(output) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
