package io.desirepath.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.desirepath.local.console.Steps;
import io.desirepath.local.imports.ImportCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code ./suite import} with files as merchants have them. */
class ImportFileIT {

    private static final String HEADER =
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private final Suite suite = Suite.get();
    private final String may = TIME.format(Instant.now().minus(200, ChronoUnit.DAYS));
    private final String june = TIME.format(Instant.now().minus(160, ChronoUnit.DAYS));
    private final String july = TIME.format(Instant.now().minus(130, ChronoUnit.DAYS));

    @TempDir
    Path folder;

    private String account;

    @BeforeEach
    void anAccountOfItsOwn() {
        account = Long.toString(900_000_000L + System.nanoTime() % 100_000_000L);
    }

    @Test
    void bothSpellingsOfACustomerIdAreOneAccount() throws Exception {
        load(row("1" + account, "10001", 5, may, account), row("2" + account, "10002", 5, june, account + ".0"));

        assertThat(orders()).hasSize(2);
    }

    @Test
    void anOverlappingFileAddsOnlyWhatIsNew() throws Exception {
        String shared = row("2" + account, "10002", 5, june, account);
        load(shared, row("3" + account, "10003", 5, july, account));
        load(row("1" + account, "10001", 5, may, account), shared);

        assertThat(orders())
                .containsExactlyInAnyOrder(
                        "order:1" + account + ":" + account,
                        "order:2" + account + ":" + account,
                        "order:3" + account + ":" + account);
    }

    @Test
    void aCancellationReducesTheHistoryItCancels() throws Exception {
        load(row("1" + account, "10001", 5, may, account), row("2" + account, "10002", 5, june, account));
        Suite.await(Duration.ofSeconds(5), () -> reorders().containsAll(List.of("10001", "10002")));

        load(row("C3" + account, "10001", -5, july, account));

        Suite.await(Duration.ofSeconds(5), () -> reorders().equals(List.of("10002")));
    }

    @Test
    void whatCannotBeUsedIsListedRowByRow() throws Exception {
        load(
                row("1" + account, "10001", 5, may, account),
                row("1" + account, "POST", 1, may, account),
                row("9" + account, "10001", 5, may, ""),
                "1" + account + ",10002,FREE,5," + may + ",0.0," + account + ",United Kingdom\n");

        String report = newestReport();
        assertThat(report)
                .contains("NOT_A_PRODUCT")
                .contains("MISSING_CUSTOMER")
                .contains("ZERO_OR_NEGATIVE_PRICE");
        assertThat(report.lines().filter(line -> line.contains(may))).hasSize(3);
    }

    private void load(String... rows) throws IOException {
        Path file = Files.writeString(
                folder.resolve("orders-" + System.nanoTime() + ".csv"), HEADER + String.join("", rows));
        int exit = new CommandLine(new ImportCommand(suite.local.folder(), Steps.silent())).execute(file.toString());
        assertThat(exit).isZero();
    }

    private static String row(String invoice, String product, int quantity, String time, String customer) {
        return "%s,%s,PRODUCT %s,%d,%s,2.55,%s,United Kingdom%n"
                .formatted(invoice, product, product, quantity, time, customer);
    }

    private List<String> orders() {
        JsonNode entries = suite.admin("/v1/accounts/" + account + "/journey/timeline")
                .json()
                .get("entries");
        return entries.findValuesAsText("messageId");
    }

    private List<String> reorders() {
        return suite
                .recommendations(account, "placement=reorder")
                .json()
                .get("items")
                .findValuesAsText("productId")
                .stream()
                .sorted()
                .toList();
    }

    private String newestReport() throws IOException {
        try (Stream<Path> reports = Files.list(suite.local.folder().reports())) {
            Path newest = reports.max(
                            java.util.Comparator.comparingLong(r -> r.toFile().lastModified()))
                    .orElseThrow();
            return Files.readString(newest);
        }
    }
}
