package io.desirepath.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles a class that dereferences a possible null, with the build's flags: the compiler must refuse it. */
class NullnessCanaryTest {

    @Test
    void theBuildRefusesToDereferenceAPossibleNull(@TempDir Path folder) throws Exception {
        Path source = folder.resolve("NullCanary.java");
        try (InputStream canary = getClass().getResourceAsStream("/canary/NullCanary.java.txt")) {
            Files.write(source, Objects.requireNonNull(canary).readAllBytes());
        }

        Process javac = new ProcessBuilder(command(folder, source))
                .redirectErrorStream(true)
                .start();
        String output = new String(javac.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);

        assertThat(javac.waitFor()).as(output).isNotZero();
        assertThat(output).contains("[NullAway] dereferenced expression 'perhaps()' is @Nullable");
    }

    /** The same flags as the build: the exports from .mvn/jvm.config, the plug-in's line from the root pom. */
    private static List<String> command(Path folder, Path source) throws IOException {
        Path root = Path.of("").toAbsolutePath().getParent().getParent();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
        Files.readAllLines(root.resolve(".mvn/jvm.config")).forEach(flag -> command.add("-J" + flag));
        String plugin = Files.readAllLines(root.resolve("pom.xml")).stream()
                .map(String::strip)
                .filter(line -> line.startsWith("<arg>-Xplugin:ErrorProne") && line.contains("NullAway:ERROR"))
                .findFirst()
                .orElseThrow();
        command.addAll(List.of(
                "-XDcompilePolicy=simple",
                "--should-stop=ifError=FLOW",
                plugin.substring("<arg>".length(), plugin.length() - "</arg>".length()),
                "-processorpath",
                System.getProperty("java.class.path"),
                "-classpath",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                source.toString()));
        return command;
    }
}
