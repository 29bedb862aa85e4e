package io.desirepath.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceJarTest {

    @TempDir
    Path application;

    @BeforeEach
    void quarkusRunJar() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "io.quarkus.bootstrap.runner.QuarkusEntryPoint");
        manifest.getMainAttributes().putValue("Add-Opens", "java.base/java.lang");
        Path jar = application.resolve("quarkus-run.jar");
        try (OutputStream out = Files.newOutputStream(jar)) {
            new JarOutputStream(out, manifest).close();
        }
    }

    @Test
    void whatIsOpenToReflectionStaysOpen() throws IOException {
        files("lib/main/a.jar", "lib/boot/b.jar", "app/c.jar");

        Attributes manifest = manifest(ServiceJar.write(application));

        assertThat(manifest.getValue("Add-Opens")).isEqualTo("java.base/java.lang");
        assertThat(manifest.getValue(Attributes.Name.MAIN_CLASS)).isEqualTo("io.quarkus.runner.GeneratedMain");
    }

    @Test
    void transformedClassesComeBeforeWhatTheyReplaceAndOthersInOrder() throws IOException {
        files("lib/main/b.jar", "lib/main/a b.jar", "lib/boot/boot.jar", "app/service.jar");
        files("quarkus/generated-bytecode.jar", "quarkus/transformed-bytecode.jar", "quarkus/quarkus-application.dat");

        Attributes manifest = manifest(ServiceJar.write(application));

        assertThat(manifest.getValue(Attributes.Name.CLASS_PATH).split(" "))
                .containsExactly(
                        "quarkus/transformed-bytecode.jar",
                        "quarkus/generated-bytecode.jar",
                        "app/service.jar",
                        "lib/boot/boot.jar",
                        "lib/main/a%20b.jar",
                        "lib/main/b.jar");
    }

    @Test
    void theSameApplicationGivesTheSameBytesAndTime() throws IOException {
        files("lib/main/a.jar", "lib/boot/b.jar", "app/c.jar");

        Path jar = ServiceJar.write(application);
        byte[] first = Files.readAllBytes(jar);
        Files.delete(jar);

        assertThat(Files.readAllBytes(ServiceJar.write(application))).isEqualTo(first);
        assertThat(Files.getLastModifiedTime(jar).toMillis()).isEqualTo(1_000);
    }

    private void files(String... names) throws IOException {
        for (String name : List.of(names)) {
            Path file = application.resolve(name);
            Files.createDirectories(file.getParent());
            Files.createFile(file);
        }
    }

    private static Attributes manifest(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest().getMainAttributes();
        }
    }
}
