package io.desirepath.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the images start from in these tests: a small Debian with a runtime of the JDK that runs them, made here since no
 * registry of images need be reachable.
 */
final class BaseImage {

    /** With {@code jdk.zipfs}, which opens jars as file systems, as migrations do. */
    private static final String MODULES =
            "java.se,jdk.crypto.ec,jdk.jcmd,jdk.localedata,jdk.management,jdk.naming.dns,jdk.unsupported,jdk.zipfs";

    private static final String HOME = "/opt/java/openjdk";

    private BaseImage() {}

    /** @return a file as {@code docker save} writes it */
    static Path make(Path folder) throws IOException {
        Path archive = folder.resolve("base.tar");
        if (Files.exists(archive)) {
            return archive;
        }
        Path system = folder.resolve("system.tar");
        Command.output(
                "mmdebstrap",
                "--variant=extract",
                "--include=base-files,libc6,libstdc++6,zlib1g,coreutils",
                "bookworm",
                system.toString());
        Path java = folder.resolve("runtime" + HOME);
        Files.createDirectories(java.getParent());
        Command.output(
                System.getProperty("java.home") + "/bin/jlink",
                "--add-modules",
                MODULES,
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--output",
                java.toString());
        Command.output(
                "tar", "-rf", system.toString(), "-C", folder.resolve("runtime").toString(), "opt");
        Podman.run(
                "import",
                "--change",
                "ENV JAVA_HOME=" + HOME,
                "--change",
                "ENV PATH=" + HOME + "/bin:/usr/bin:/bin",
                system.toString(),
                "localhost/base:test");
        Podman.run("save", "--format", "docker-archive", "-o", archive.toString(), "localhost/base:test");
        Files.delete(system);
        return archive;
    }
}
