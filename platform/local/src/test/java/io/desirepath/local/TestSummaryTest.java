package io.desirepath.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestSummaryTest {

    private static final String SUITE = """
            <testsuite name="a">
              <testcase classname="io.desirepath.AIT" name="works"/>
              <testcase classname="io.desirepath.AIT" name="worksToo"><system-out>[ERROR]</system-out></testcase>
              <testcase classname="io.desirepath.AIT" name="needsABrowser"><skipped message="no browser: install chromium&#10;more"/></testcase>
              <testcase classname="io.desirepath.AIT" name="breaks"><failure message="no"/></testcase>
              <testcase classname="io.desirepath.AIT" name="explodes"><error message="no"/></testcase>
            </testsuite>
            """;

    @TempDir
    Path root;

    @Test
    void skippedAndFailedTestsAreNamedAndTheLastLineCounts() throws IOException {
        write("gateway/target/failsafe-reports/TEST-io.desirepath.AIT.xml", SUITE);

        assertThat(TestSummary.of(root, 0).lines("test.log"))
                .containsSubsequence(
                        "Skipped:",
                        "  io.desirepath.AIT.needsABrowser: no browser: install chromium",
                        "Failed:",
                        "  io.desirepath.AIT.breaks",
                        "  io.desirepath.AIT.explodes")
                .endsWith("2 passed, 2 failed, 1 skipped");
    }

    @Test
    void reportsOfEarlierRunsAndOtherFilesDoNotCount() throws IOException {
        write("a/target/surefire-reports/TEST-b.xml", SUITE);
        Path old = write("a/target/surefire-reports/TEST-a.xml", SUITE);
        write("a/target/surefire-reports/other.xml", SUITE);
        write("a/target/elsewhere/TEST-c.xml", SUITE);
        Files.setLastModifiedTime(old, FileTime.fromMillis(1_000));

        assertThat(TestSummary.of(root, 2_000).lines("test.log")).endsWith("2 passed, 2 failed, 1 skipped");
    }

    private Path write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
