package io.desirepath.local.launch;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked from the embedded library's archives. The library's own starter makes a daemon without
 * fsync and without passwords; the suite wants a child it can watch, and what it answered to be on the disk.
 */
final class PostgresPrograms {

    private static final String UNPACKED = ".unpacked";
    private static final int EXECUTABLE = 0100;

    static {
        // The embedded library logs through slf4j, to nobody here; without this slf4j complains about that.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
    }

    private final Path folder;

    PostgresPrograms(Path folder) {
        this.folder = folder;
    }

    /** Takes some seconds the first time; does nothing once they are there. */
    void unpack() throws IOException {
        if (Files.exists(folder.resolve(UNPACKED))) {
            return;
        }
        Files.createDirectories(folder);
        try (InputStream archive = archive();
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(archive))) {
            unpack(tar);
        }
        Files.createFile(folder.resolve(UNPACKED));
    }

    /** The command line of one of the programs. As root it runs in a user namespace, since PostgreSQL refuses root. */
    List<String> command(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (LinuxUtils.isUnshareAvailable()) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(folder.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static InputStream archive() throws IOException {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "Darwin" : "Linux";
        String machine = System.getProperty("os.arch");
        return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine.equals("amd64") ? "x86_64" : machine);
    }

    private void unpack(TarArchiveInputStream tar) throws IOException {
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            Path target = folder.resolve(entry.getName()).normalize();
            if (!target.startsWith(folder)) {
                throw new IOException("the archive has an entry outside of it: " + entry.getName());
            }
            if (entry.isDirectory()) {
                Files.createDirectories(target);
            } else if (entry.isSymbolicLink()) {
                Files.deleteIfExists(target);
                Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            } else {
                Files.createDirectories(target.resolveSibling("."));
                try (OutputStream out = Files.newOutputStream(target)) {
                    tar.transferTo(out);
                }
                boolean program = (entry.getMode() & EXECUTABLE) != 0;
                if (program && !target.toFile().setExecutable(true, true)) {
                    throw new IOException(target + " could not be made executable");
                }
            }
        }
    }
}
