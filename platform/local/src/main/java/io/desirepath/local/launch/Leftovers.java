package io.desirepath.local.launch;

import io.desirepath.local.folder.SuiteFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Ends what a killed launcher left running: only processes whose id and start instant are the recorded ones. */
final class Leftovers {

    private static final Duration GRACE = Duration.ofSeconds(15);

    private final SuiteFolder folder;
    private final RunFolder run;

    Leftovers(SuiteFolder folder) {
        this.folder = folder;
        this.run = new RunFolder(folder.run());
    }

    /** @return how many processes were ended */
    int end() throws IOException {
        List<ProcessHandle> services = new ArrayList<>();
        List<ProcessHandle> stores = new ArrayList<>();
        for (ProcessRecord record : run.children()) {
            if (!record.name().equals(PostgresStore.NAME)) {
                boolean service = Service.ofModule(record.name()).isPresent();
                record.living().ifPresent(service ? services::add : stores::add);
            }
        }
        List<ProcessHandle> postmaster = postmaster().stream().toList();
        Signals.end(services, Signals.TERM, GRACE);
        Signals.end(stores, Signals.TERM, GRACE);
        Signals.end(postmaster, Signals.INT, GRACE);
        for (ProcessRecord record : run.children()) {
            run.remove(record.name());
        }
        return services.size() + stores.size() + postmaster.size();
    }

    private Optional<ProcessHandle> postmaster() throws IOException {
        Optional<ProcessHandle> recorded = run.read(PostgresStore.NAME).flatMap(ProcessRecord::living);
        return recorded.isPresent() ? recorded : postmasterOf(folder.postgresData());
    }

    /** PostgreSQL's own record: its id in the first line, the second since 1970 at which it started in the third. */
    static Optional<ProcessHandle> postmasterOf(Path data) throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.size() < 3) {
            return Optional.empty();
        }
        try {
            Instant started = Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip()));
            long pid = Long.parseLong(lines.get(0).strip());
            return new ProcessRecord(PostgresStore.NAME, pid, started, 0, 0).living();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
