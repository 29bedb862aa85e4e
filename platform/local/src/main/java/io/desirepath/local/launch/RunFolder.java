package io.desirepath.local.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The records of the processes that run, one file each, so that what a killed launcher left behind can be ended. */
final class RunFolder {

    /** The record of the launcher itself. */
    static final String LAUNCHER = "suite";

    private static final String SUFFIX = ".pid";

    private final Path folder;

    RunFolder(Path folder) {
        this.folder = folder;
    }

    void write(ProcessRecord record) throws IOException {
        Path draft = folder.resolve(record.name() + SUFFIX + ".new");
        Files.writeString(draft, record.text());
        Files.move(draft, file(record.name()), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    Optional<ProcessRecord> read(String name) throws IOException {
        Path file = file(name);
        return Files.exists(file) ? ProcessRecord.parse(name, Files.readString(file)) : Optional.empty();
    }

    /** All but the launcher's own. */
    List<ProcessRecord> children() throws IOException {
        List<ProcessRecord> records = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return records;
        }
        try (var files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                name = name.substring(0, name.length() - SUFFIX.length());
                if (!name.equals(LAUNCHER)) {
                    read(name).ifPresent(records::add);
                }
            }
        }
        return records;
    }

    void remove(String name) throws IOException {
        Files.deleteIfExists(file(name));
    }

    private Path file(String name) {
        return folder.resolve(name + SUFFIX);
    }
}
