package io.desirepath.local.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessRecordTest {

    private static final ProcessHandle SELF = ProcessHandle.current();

    @TempDir
    Path folder;

    @Test
    void theRecordedProcessIsFoundAgain() {
        ProcessRecord record = ProcessRecord.of("gateway", SELF, 8080, 9000);

        assertThat(ProcessRecord.parse("gateway", record.text()).flatMap(ProcessRecord::living))
                .contains(SELF);
    }

    @Test
    void aLaterProcessWithTheSameIdIsNotIt() {
        Instant earlier = SELF.info().startInstant().orElseThrow().minus(Duration.ofMinutes(1));
        ProcessRecord record = new ProcessRecord("gateway", SELF.pid(), earlier, 8080, 9000);

        assertThat(record.living()).isEmpty();
    }

    @Test
    void aRecordThatWasNotWrittenWholeIsNoRecord() {
        assertThat(ProcessRecord.parse("gateway", "")).isEmpty();
        assertThat(ProcessRecord.parse("gateway", "123 456")).isEmpty();
        assertThat(ProcessRecord.parse("gateway", "123 456 x y")).isEmpty();
    }

    @Test
    void theRunFolderTellsChildrenFromTheLauncher() throws IOException {
        RunFolder run = new RunFolder(folder);
        ProcessRecord child = new ProcessRecord("gateway", 1, Instant.ofEpochMilli(5), 8080, 9000);
        run.write(child);
        run.write(new ProcessRecord(RunFolder.LAUNCHER, 2, Instant.ofEpochMilli(6), 0, 0));
        Files.writeString(folder.resolve("lock"), "");

        assertThat(run.children()).isEqualTo(List.of(child));
        assertThat(run.read(RunFolder.LAUNCHER)).map(ProcessRecord::pid).contains(2L);

        run.remove("gateway");
        assertThat(run.children()).isEmpty();
    }

    @Test
    void aPostmasterIsKnownByPostgresOwnFileOnlyIfItStartedThen() throws IOException {
        long started = SELF.info().startInstant().orElseThrow().getEpochSecond();
        Path file = folder.resolve("postmaster.pid");

        Files.writeString(file, SELF.pid() + "\n/data\n" + started + "\n5432\n");
        assertThat(Leftovers.postmasterOf(folder)).contains(SELF);

        Files.writeString(file, SELF.pid() + "\n/data\n" + (started - 60) + "\n5432\n");
        assertThat(Leftovers.postmasterOf(folder)).isEmpty();

        Files.writeString(file, "garbage");
        assertThat(Leftovers.postmasterOf(folder)).isEmpty();
    }
}
