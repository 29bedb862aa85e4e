package io.desirepath.local.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.desirepath.local.imports.ImportEvent;
import io.desirepath.local.imports.UnusableReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleDataTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @TempDir
    static Path folder;

    private static List<ImportEvent> events;

    @BeforeAll
    static void readSample() throws IOException {
        events = SampleData.events(NOW, new UnusableReport(folder.resolve("report.csv")));
    }

    @Test
    void theRealOrdersAreOfManyAccountsAndProducts() {
        Set<String> accounts = new HashSet<>();
        Set<String> products = new HashSet<>();
        for (ImportEvent event : real()) {
            accounts.add(account(event));
            event.json()
                    .path("properties")
                    .path("products")
                    .forEach(product -> products.add(product.path("product_id").asText()));
        }

        assertThat(accounts).hasSizeGreaterThanOrEqualTo(320).contains(SampleData.EXAMPLE_ACCOUNT);
        assertThat(products).hasSizeGreaterThanOrEqualTo(2_000);
    }

    @Test
    void everySimulatedRecordSaysSoTwiceAndNoRealOneDoes() {
        assertThat(simulated())
                .hasSizeBetween(5_000, 15_000)
                .allMatch(
                        event -> event.json().path("context").path("synthetic").asBoolean())
                .allMatch(event ->
                        event.json().path("properties").path("synthetic").asBoolean());
        assertThat(real())
                .hasSizeGreaterThan(1_500)
                .noneMatch(event -> event.json().toString().contains("synthetic"));
    }

    @Test
    void nobodyOrdersInTheSimulation() {
        assertThat(simulated())
                .noneMatch(event -> event.json().path("event").asText().startsWith("Order "));
    }

    @Test
    void sixtyProspectsHaveTouchpointsOnly() {
        Set<String> prospects = new HashSet<>();
        simulated().stream()
                .map(SampleDataTest::account)
                .filter(a -> a.startsWith("prospect-"))
                .forEach(prospects::add);

        assertThat(prospects).hasSize(60).contains("prospect-001", "prospect-060");
        assertThat(real()).noneMatch(event -> account(event).startsWith("prospect-"));
    }

    @Test
    void messageIdsAreUnique() {
        assertThat(events.stream().map(event -> event.json().path("messageId").asText()))
                .doesNotHaveDuplicates();
    }

    @Test
    void itEndsWithinTheLastSevenDaysAndComesOldestFirst() {
        assertThat(events).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
        assertThat(events.getLast().at()).isBeforeOrEqualTo(NOW).isAfter(NOW.minus(Duration.ofDays(7)));
    }

    @Test
    void peopleOfAnAccountActOnProductsThatAreReallySold() {
        Set<String> sold = new HashSet<>();
        real().forEach(event -> event.json()
                .path("properties")
                .path("products")
                .forEach(product -> sold.add(product.path("product_id").asText())));

        assertThat(simulated())
                .allMatch(event -> event.json().path("userId").asText().matches("contact-" + account(event) + "-[1-5]"))
                .allMatch(event -> {
                    JsonNode product = event.json().path("properties").path("product_id");
                    return product.isMissingNode() || sold.contains(product.asText());
                });
    }

    @Test
    void itIsTheSameEveryTimeAndAWeekLaterAWeekLater() throws IOException {
        List<ImportEvent> again =
                SampleData.events(NOW.plus(Duration.ofDays(7)), new UnusableReport(folder.resolve("report2.csv")));

        assertThat(again.stream().map(ImportEvent::at))
                .containsExactlyElementsOf(events.stream()
                        .map(e -> e.at().plus(Duration.ofDays(7)))
                        .toList());
        assertThat(withoutTime(again)).isEqualTo(withoutTime(events));
    }

    private static List<String> withoutTime(List<ImportEvent> list) {
        return list.stream()
                .map(e -> e.json().deepCopy().remove(List.of("timestamp")).toString())
                .toList();
    }

    private static List<ImportEvent> simulated() {
        return events.stream()
                .filter(event -> event.json().path("messageId").asText().startsWith("touch:"))
                .toList();
    }

    private static List<ImportEvent> real() {
        return events.stream()
                .filter(event -> !event.json().path("messageId").asText().startsWith("touch:"))
                .toList();
    }

    private static String account(ImportEvent event) {
        return event.json().path("context").path("groupId").asText();
    }
}
