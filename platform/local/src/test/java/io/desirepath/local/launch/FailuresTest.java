package io.desirepath.local.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.desirepath.local.console.Sentence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailuresTest {

    @TempDir
    Path folder;

    @Test
    void aDiskWithTooLittleSpaceIsNamed() {
        assertThatThrownBy(() -> Failures.requireSpace(folder, Long.MAX_VALUE))
                .isInstanceOf(Sentence.class)
                .hasMessageStartingWith("The disk that holds " + folder + " has ")
                .hasMessageEndingWith("free some space.");
        assertThatCode(() -> Failures.requireSpace(folder, 1)).doesNotThrowAnyException();
    }

    @Test
    void aLogThatEndsWithAFullDiskExplainsTheFailure() throws IOException {
        Path log = Files.writeString(
                folder.resolve("postgres.log"), "FATAL:  could not write lock file: No space left on device\n");

        assertThat(Failures.explain(log, "It does not start.")).hasMessageContaining("is full: free some space");
    }

    @Test
    void anyOtherLogDoesNot() throws IOException {
        Path log = Files.writeString(folder.resolve("postgres.log"), "FATAL:  something else\n");

        assertThat(Failures.explain(log, "It does not start.")).hasMessage("It does not start.");
    }
}
