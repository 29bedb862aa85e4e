package io.desirepath.images;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A jar without classes whose manifest is that of {@code quarkus-run.jar} with the class path of a service. The original
 * loads classes by a class loader of its own, of which an AOT cache keeps only a part; from a plain class path it keeps all
 * (JEP 483).
 */
final class ServiceJar {

    static final String NAME = "service.jar";

    /** What Jib writes for every file, so that images can be reproduced; a cache asks for the time that it has seen. */
    private static final Instant WRITTEN = Instant.ofEpochSecond(1);

    private static final String MAIN = "io.quarkus.runner.GeneratedMain";

    private ServiceJar() {}

    /** Writes it beside the {@code quarkus-run.jar} of an application; the same application gives the same bytes. */
    static Path write(Path application) throws IOException {
        List<Path> jars = new ArrayList<>();
        // Quarkus' transformed classes come before what they replace.
        jars.add(application.resolve("quarkus/transformed-bytecode.jar"));
        jars.add(application.resolve("quarkus/generated-bytecode.jar"));
        for (String folder : List.of("app", "lib/boot", "lib/main")) {
            jars.addAll(jarsIn(application.resolve(folder)));
        }
        Path target = application.resolve(NAME);
        Manifest manifest = manifestOf(application.resolve("quarkus-run.jar"));
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MAIN_CLASS, MAIN);
        attributes.put(
                Attributes.Name.CLASS_PATH,
                jars.stream()
                        .filter(Files::exists)
                        .map(jar -> url(application.relativize(jar)))
                        .collect(Collectors.joining(" ")));
        write(manifest, target);
        Files.setLastModifiedTime(target, FileTime.from(WRITTEN));
        return target;
    }

    private static List<Path> jarsIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    /** It also says what is open to reflection. */
    private static Manifest manifestOf(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest();
        }
    }

    private static void write(Manifest manifest, Path target) throws IOException {
        try (OutputStream out = Files.newOutputStream(target);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            ZipEntry entry = new ZipEntry(JarFile.MANIFEST_NAME);
            entry.setTime(WRITTEN.toEpochMilli());
            zip.putNextEntry(entry);
            manifest.write(zip);
            zip.closeEntry();
        }
    }

    private static String url(Path jar) {
        try {
            return new URI(null, null, jar.toString(), null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new UncheckedIOException(new IOException(jar + " cannot be named in a manifest", e));
        }
    }
}
