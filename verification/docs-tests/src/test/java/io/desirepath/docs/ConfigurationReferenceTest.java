package io.desirepath.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ConfigurationReferenceTest {

    private static final Path ROOT =
            Path.of("").toAbsolutePath().resolve("../..").normalize();

    @Test
    void theReferenceIsThatOfTheCode() throws IOException {
        assertThat(Files.readString(ROOT.resolve(ConfigurationReference.FILE)))
                .as("'java verification/docs-tests/src/test/java/io/desirepath/docs/ConfigurationReference.java'"
                        + " in the checkout's folder writes it anew")
                .isEqualTo(ConfigurationReference.renewed(ROOT));
    }

    @Test
    void everyPropertySaysWhatItMeans() throws IOException {
        List<String> rows = ConfigurationReference.renewed(ROOT)
                .lines()
                .filter(line -> line.startsWith("| `desirepath."))
                .toList();

        assertThat(rows)
                .hasSizeGreaterThan(100)
                .allSatisfy(
                        row -> assertThat(row)
                                .matches(
                                        "\\| `desirepath\\.[a-z0-9.<>-]+`<br>`DESIREPATH_[A-Z0-9_<>]+` \\| [^|]+ \\| [^|]+ \\| [^|]{10,} \\|"));
    }

    @Test
    void everyVariableThatTheServicesReadIsThere() throws IOException {
        String reference = Files.readString(ROOT.resolve(ConfigurationReference.FILE));
        Set<String> missing = new TreeSet<>();
        for (String file : List.of(
                "platform/service-defaults/src/main/resources/META-INF/microprofile-config.properties",
                "persona-service/src/main/resources/application.properties",
                "journey-service/src/main/resources/application.properties",
                "recommendation-service/src/main/resources/application.properties",
                "gateway/src/main/resources/application.properties")) {
            Pattern.compile("\\$\\{(DESIREPATH_\\w+)")
                    .matcher(Files.readString(ROOT.resolve(file)))
                    .results()
                    .map((MatchResult variable) -> variable.group(1))
                    .filter(variable -> !reference.contains("`" + variable + "`"))
                    .forEach(missing::add);
        }

        assertThat(missing).isEmpty();
    }
}
