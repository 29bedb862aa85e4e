package io.desirepath.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class OperationsGuideTest {

    private static final Path ROOT =
            Path.of("").toAbsolutePath().resolve("../..").normalize();

    @Test
    void everyAlertOfTheChartHasAChapterThatSaysWhatToDo() throws IOException {
        List<String> alerts = found("- alert: (\\w+)", "k8s/chart/files/alerts.yaml");

        assertThat(found("### (DesirePath\\w+)", "k8s/README.md")).isNotEmpty().containsExactlyElementsOf(alerts);
    }

    private static List<String> found(String pattern, String file) throws IOException {
        return Pattern.compile("(?m)^" + pattern + "$")
                .matcher(Files.readString(ROOT.resolve(file)))
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
