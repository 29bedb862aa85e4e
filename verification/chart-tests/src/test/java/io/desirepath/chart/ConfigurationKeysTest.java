package io.desirepath.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A variable that no service knows would be set in vain. */
class ConfigurationKeysTest {

    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{(DESIREPATH_[A-Z_]+)");
    private static final Pattern PROPERTY = Pattern.compile("(?m)^((?:desirepath|quarkus)\\.[^=\\s]+)=");
    private static final Pattern DOCUMENTED = Pattern.compile("`(desirepath\\.[a-z.-]+)`");

    /** Quarkus' own, tried with running services: ports, how they end, and how an image migrates and exits. */
    private static final Set<String> OF_QUARKUS = Set.of(
            "QUARKUS_HTTP_HOST",
            "QUARKUS_HTTP_PORT",
            "QUARKUS_MANAGEMENT_HOST",
            "QUARKUS_MANAGEMENT_PORT",
            "QUARKUS_SHUTDOWN_DELAY",
            "QUARKUS_SHUTDOWN_TIMEOUT",
            "QUARKUS_INIT_AND_EXIT",
            "QUARKUS_FLYWAY_MIGRATE_AT_START",
            "QUARKUS_FLYWAY_CONNECT_RETRIES",
            "JAVA_TOOL_OPTIONS");

    /** What the everything situation adds itself, and what a pod puts together from others. */
    private static final Set<String> OF_THE_TEST = Set.of("TZ", "POD_NAME", "REDIS_PASSWORD");

    private static final Set<String> OF_OPEN_TELEMETRY = Set.of("OTEL_SERVICE_NAME", "OTEL_RESOURCE_ATTRIBUTES");

    @Test
    void everyVariableOfAServiceOrMigrationIsAConfigurationKey() {
        Set<String> known = known();
        Set<String> told = Chart.situations()
                .flatMap(situation -> Chart.with(situation).pods())
                .flatMap(Rendering::containers)
                .filter(container -> container.path("image").asText().contains("desire-path/"))
                .flatMap(container -> Rendering.elements(container.path("env")))
                .map(variable -> variable.path("name").asText())
                .filter(name -> Stream.of(OF_QUARKUS, OF_THE_TEST, OF_OPEN_TELEMETRY)
                        .noneMatch(others -> others.contains(name)))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(told).hasSizeGreaterThan(15).isSubsetOf(known);
    }

    @Test
    void everyKeyWithoutWhichAServiceDoesNotStartIsSet() throws IOException {
        for (String service : Chart.SERVICES) {
            Set<String> needed = Stream.of(
                            service + "/src/main/resources/application.properties",
                            "platform/service-defaults/src/main/resources/META-INF/microprofile-config.properties")
                    .flatMap(file -> Pattern.compile("\\$\\{(DESIREPATH_[A-Z_]+)}")
                            .matcher(text(Chart.ROOT.resolve(file)))
                            .results()
                            .map(match -> match.group(1)))
                    .filter(name -> !name.contains("_OWNER_"))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(Chart.with("minimal").container(service).path("env").findValuesAsText("name"))
                    .as(service)
                    .containsAll(needed);
        }
    }

    private static Set<String> known() {
        String properties = Stream.concat(
                        Chart.SERVICES.stream().map(service -> service + "/src/main/resources/application.properties"),
                        Stream.of(
                                "platform/service-defaults/src/main/resources/META-INF/microprofile-config.properties",
                                "docs/configuration.md"))
                .map(file -> text(Chart.ROOT.resolve(file)))
                .collect(Collectors.joining("\n"));
        Stream<String> variables = EXPRESSION.matcher(properties).results().map(match -> match.group(1));
        Stream<String> names = Stream.of(PROPERTY, DOCUMENTED)
                .flatMap(pattern -> pattern.matcher(properties).results())
                .map((MatchResult match) -> match.group(1))
                .map(name -> name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT));
        return Stream.concat(variables, names).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
