package io.desirepath.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ChartFileTest {

    private final JsonNode chart = Rendering.read(Chart.FOLDER.resolve("Chart.yaml"));

    @Test
    void itHasTheVersionOfTheBuild() throws IOException {
        Matcher version = Pattern.compile("<artifactId>desire-path</artifactId>\\s*<version>([^<]+)</version>")
                .matcher(Files.readString(Chart.ROOT.resolve("pom.xml")));
        assertThat(version.find()).isTrue();

        assertThat(chart.path("version").asText()).isEqualTo(version.group(1));
        assertThat(chart.path("appVersion").asText()).isEqualTo(version.group(1));
    }

    @Test
    void artifactHubIsToldTheImagesThatRun() {
        JsonNode images =
                Rendering.parse(chart.at("/annotations/artifacthub.io~1images").asText());

        assertThat(images.findValuesAsText("image"))
                .containsExactlyElementsOf(Chart.SERVICES.stream()
                        .map(service -> Chart.with("minimal")
                                .container(service)
                                .path("image")
                                .asText())
                        .toList());
    }

    @Test
    void everyObjectSaysWhatItBelongsTo() {
        assertThat(Chart.with("everything").objects())
                .filteredOn(object -> !Rendering.name(object).matches("trust-bundle|shop-notes"))
                .allSatisfy(object -> {
                    JsonNode labels = object.at("/metadata/labels");
                    assertThat(labels.path("app.kubernetes.io/part-of").asText())
                            .isEqualTo("desire-path");
                    assertThat(labels.path("app.kubernetes.io/instance").asText())
                            .isEqualTo(Chart.RELEASE);
                    assertThat(labels.path("team").asText()).isEqualTo("commerce");
                    assertThat(object.at("/metadata/namespace").asText()).isEqualTo(Chart.NAMESPACE);
                });
    }
}
