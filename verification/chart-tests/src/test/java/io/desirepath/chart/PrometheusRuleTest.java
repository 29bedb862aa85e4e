package io.desirepath.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PrometheusRuleTest {

    private static final Pattern METER = Pattern.compile("\"(desirepath\\.[a-z.]+)\"");
    private static final Pattern SERIES = Pattern.compile("\\b(desirepath_[a-z_]+)\\{");

    private final Rendering production = Chart.with("production");

    @Test
    void alertsAreFilledIn() {
        JsonNode rules = production.one("PrometheusRule", "").at("/spec/groups/0/rules");

        assertThat(rules).hasSizeGreaterThanOrEqualTo(10);
        assertThat(rules.findValuesAsText("expr")).noneMatch(expression -> expression.matches("(?s).*<[a-zA-Z]+>.*"));
        assertThat(rules.findValuesAsText("alert"))
                .doesNotHaveDuplicates()
                .contains("DesirePathFeedBehind", "DesirePathFeedHidden", "DesirePathDeadLetters", "DesirePathErrors");
        assertThat(Rendering.elements(rules)).allSatisfy(rule -> {
            assertThat(rule.at("/labels/severity").asText()).isIn("critical", "warning");
            assertThat(rule.at("/annotations/runbook_url").asText())
                    .endsWith("/alerts#" + rule.path("alert").asText().toLowerCase(java.util.Locale.ROOT));
        });
    }

    @Test
    void aThresholdAndLabelsOfYourOwnAreTaken() {
        JsonNode rules = Chart.with("everything", "metrics.prometheusRule.thresholds.feedLagSeconds=77")
                .named("PrometheusRule", "shop")
                .at("/spec/groups/0/rules");

        assertThat(rules.findValuesAsText("expr")).anyMatch(expression -> expression.endsWith("> 77"));
        assertThat(rules.findValuesAsText("team")).hasSameSizeAs(rules);
    }

    @Test
    void whatAlertsDashboardAndKedaAskForExists() throws IOException {
        Set<String> known = meters();
        String asked = production.one("PrometheusRule", "")
                + Files.readString(Chart.FOLDER.resolve("files/dashboard.json"))
                + Chart.with("keda").all("ScaledObject");
        Set<String> series = SERIES.matcher(asked.replace("\\\"", "\""))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());

        assertThat(series)
                .hasSizeGreaterThan(10)
                .allSatisfy(name -> assertThat(known)
                        .contains(name.replaceFirst("_(total|seconds_sum|seconds_count|seconds_max|seconds)$", "")));
    }

    /** Names of all meters in the code, as Prometheus has them, without the endings that it adds. */
    private static Set<String> meters() {
        return Stream.concat(Chart.SERVICES.stream(), Stream.of("platform/service-defaults"))
                .flatMap(module -> sources(Chart.ROOT.resolve(module + "/src/main/java")))
                .flatMap(text -> METER.matcher(text).results().map(MatchResult::group))
                .map(name -> name.replace("\"", "").replace('.', '_').replaceFirst("_seconds$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static Stream<String> sources(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .map(PrometheusRuleTest::text)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void thereIsNoneUnlessAskedFor() {
        assertThat(Chart.with("minimal").all("PrometheusRule")).isEmpty();
    }
}
