package io.desirepath.local.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.desirepath.local.console.Sentence;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderSourceTest {

    private static final String HEADER =
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";

    @TempDir
    Path folder;

    @Test
    void anInvoiceBecomesOneOrderCompleted() throws IOException {
        assertThat(events(HEADER
                        + "536365,85123A,WHITE HANGING HEART T-LIGHT HOLDER,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom\n"
                        + "536365,71053,WHITE METAL LANTERN,6,2010-12-01 08:27:00,3.39,17850.0,United Kingdom\n"))
                .containsExactly("""
                        {"type":"track","messageId":"order:536365:17850","event":"Order Completed",\
                        "timestamp":"2010-12-01T08:26:00Z",\
                        "context":{"groupId":"17850","library":{"name":"desire-path-import"}},\
                        "properties":{"order_id":"536365","currency":"GBP","country":"United Kingdom","products":[\
                        {"product_id":"71053","name":"WHITE METAL LANTERN","quantity":6,"price":3.39},\
                        {"product_id":"85123A","name":"WHITE HANGING HEART T-LIGHT HOLDER","quantity":6,"price":2.55}]}}""");
    }

    @Test
    void aCancellationBecomesARefundWithPositiveQuantities() throws IOException {
        assertThat(events(HEADER + "C536379,22556,PLASTERS,-12,2010-12-01 09:41:00,1.65,14527,United Kingdom\n"))
                .containsExactly("""
                        {"type":"track","messageId":"refund:C536379:14527","event":"Order Refunded",\
                        "timestamp":"2010-12-01T09:41:00Z",\
                        "context":{"groupId":"14527","library":{"name":"desire-path-import"}},\
                        "properties":{"order_id":"C536379","currency":"GBP","country":"United Kingdom","products":[\
                        {"product_id":"22556","name":"PLASTERS","quantity":12,"price":1.65}]}}""");
    }

    @Test
    void quotedCommasQuotesAndLineBreaksAreInsideAField() throws IOException {
        assertThat(
                        events(
                                HEADER
                                        + "489434,22041,\"RECORD FRAME 7\"\" SINGLE, WHITE\nSIZE \",48,2009-12-01 07:45:00,2.1,13085,UK\n"))
                .singleElement()
                .asString()
                .contains("\"name\":\"RECORD FRAME 7\\\" SINGLE, WHITE\\nSIZE\"", "\"quantity\":48");
    }

    @Test
    void bothEditionsOfTheFileAreRead() throws IOException {
        String second = "Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country\n"
                + "536365,71053,WHITE METAL LANTERN,6,12/1/2010 8:26,3.39,17850,United Kingdom\n";
        String first = HEADER + "536365,71053,WHITE METAL LANTERN,6,2010-12-01 08:26:00,3.390,17850.0,United Kingdom\n";

        assertThat(events(second)).isEqualTo(events(first));
    }

    @Test
    void identicalLinesOfAnInvoiceAddUp() throws IOException {
        String line = "536412,22273,FELTCRAFT DOLL MOLLY,1,2010-12-01 11:49:00,2.95,17920,United Kingdom\n";

        assertThat(events(HEADER + line + line)).singleElement().asString().contains("\"quantity\":2,\"price\":2.95");
    }

    @Test
    void eventsComeOldestFirst() throws IOException {
        assertThat(events(HEADER
                        + "3,10003,C,1,2010-12-03 08:00:00,1,17850,UK\n"
                        + "1,10001,A,1,2010-12-01 08:00:00,1,17850,UK\n"
                        + "3,10004,D,1,2010-12-03 08:00:00,1,17850,UK\n"
                        + "2,10002,B,1,2010-12-02 08:00:00,1,17850,UK\n"))
                .extracting(json -> json.replaceAll(".*\"order_id\":\"(\\d)\".*", "$1"))
                .containsExactly("1", "2", "3");
    }

    @Test
    void everyRowThatCannotBeUsedIsCountedAndListed() throws IOException {
        String good = "1,10001,A,1,2010-12-01 08:00:00,1,17850,UK\n";
        Path report = folder.resolve("report.csv");
        UnusableReport unusable = new UnusableReport(report);
        try (unusable) {
            List<String> events = events(
                    HEADER
                            + good
                            + "2,10001,NOBODY,1,2010-12-01 08:00:00,1,,UK\n"
                            + "3,POST,POSTAGE,1,2010-12-01 08:00:00,18,17850,UK\n"
                            + "4,10001,FREE,1,2010-12-01 08:00:00,0,17850,UK\n"
                            + "5,10001,NEGATIVE,-1,2010-12-01 08:00:00,1,17850,UK\n"
                            + "C6,10001,POSITIVE,1,2010-12-01 08:00:00,1,17850,UK\n"
                            + "7,10001,ZERO,0,2010-12-01 08:00:00,1,17850,UK\n"
                            + "8,10001,\"NO, NUMBER\",one,2010-12-01 08:00:00,1,17850,UK\n"
                            + "9,10001,NO TIME,1,yesterday,1,17850,UK\n"
                            + "10,10001,HALF,0.5,2010-12-01 08:00:00,1,17850,UK\n"
                            + "11,10001,SHORT\n"
                            + "12,10001,LONG,1,2010-12-01 08:00:00,1,17850,UK,more\n"
                            + ",10001,NO INVOICE,1,2010-12-01 08:00:00,1,17850,UK\n",
                    unusable);
            assertThat(events).hasSize(1);
        }

        assertThat(unusable.counts())
                .isEqualTo(Map.of(
                        UnusableReason.MISSING_CUSTOMER, 1L,
                        UnusableReason.NOT_A_PRODUCT, 1L,
                        UnusableReason.ZERO_OR_NEGATIVE_PRICE, 1L,
                        UnusableReason.NEGATIVE_QUANTITY_WITHOUT_CANCELLATION, 1L,
                        UnusableReason.POSITIVE_QUANTITY_IN_CANCELLATION, 1L,
                        UnusableReason.ZERO_QUANTITY, 1L,
                        UnusableReason.BAD_ROW, 6L));
        assertThat(Files.readAllLines(report))
                .hasSize(13)
                .startsWith(
                        "line,reason," + HEADER.strip(),
                        "3,MISSING_CUSTOMER,2,10001,NOBODY,1,2010-12-01 08:00:00,1,,UK")
                .contains(
                        "9,BAD_ROW,8,10001,\"NO, NUMBER\",one,2010-12-01 08:00:00,1,17850,UK",
                        "12,BAD_ROW,11,10001,SHORT");
    }

    @Test
    void anInvoiceInTwoOverlappingFilesIsTheSameEventWhateverTheFilesDiffer() throws IOException {
        String one = HEADER
                + "536365,85123A,HOLDER,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom\n"
                + "536365,71053,LANTERN,2,2010-12-01 08:26:00,165.0,17850.0,United Kingdom\n"
                + "536365,71053,LANTERN,3,2010-12-01 08:27:00,165.0,17850.0,United Kingdom\n";
        String other = HEADER
                + "536365,71053,LANTERN,3,2010-12-01 08:27:00,165,17850,United Kingdom\n"
                + "530001,10001,BEFORE,1,2010-11-01 08:26:00,1,17850,United Kingdom\n"
                + "536365,71053, LANTERN ,2,2010-12-01 08:26:00,165.00,17850,United Kingdom\n"
                + "536365,85123A,HOLDER,6,2010-12-01 08:26:00,2.55,17850,United Kingdom\n";

        assertThat(events(other)).hasSize(2).containsAll(events(one));
    }

    @Test
    void shiftingMovesAllTimesByTheSameWholeWeeks() throws IOException {
        String csv = HEADER
                + "1,10001,A,1,2010-12-01 08:00:00,1,17850,UK\n"
                + "2,10001,A,1,2011-10-10 12:37:00,1,17850,UK\n";
        Instant now = Instant.parse("2026-11-22T10:00:00Z");

        try (OrderSource source = OrderSource.read(stream(csv), "GBP", Optional.of(now), new UnusableReport(folder))) {
            assertThat(source.next().orElseThrow().at()).isEqualTo("2026-01-07T08:00:00Z");
            assertThat(source.next().orElseThrow().at()).isEqualTo("2026-11-16T12:37:00Z");
            assertThat(source.shift().toSeconds() % (7 * 86_400)).isZero();
        }
    }

    @Test
    void aFileMayBeCompressed() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write((HEADER + "1,10001,A,1,2010-12-01 08:00:00,1,17850,UK\n").getBytes(StandardCharsets.UTF_8));
        }
        Path file = Files.write(folder.resolve("orders.csv.gz"), bytes.toByteArray());

        try (OrderSource source = OrderSource.read(file, "GBP", Optional.empty(), new UnusableReport(folder))) {
            assertThat(source.next()).isPresent();
            assertThat(source.next()).isEmpty();
        }
    }

    @Test
    void aMissingColumnIsNamed() {
        assertThatThrownBy(() -> events("InvoiceNo,StockCode\n1,10001\n"))
                .isInstanceOf(Sentence.class)
                .hasMessageContaining("no column description");
    }

    private List<String> events(String csv) throws IOException {
        return events(csv, new UnusableReport(folder.resolve("unused.csv")));
    }

    private static List<String> events(String csv, UnusableReport report) throws IOException {
        List<String> events = new ArrayList<>();
        try (OrderSource source = OrderSource.read(stream(csv), "GBP", Optional.empty(), report)) {
            for (Optional<ImportEvent> next = source.next(); next.isPresent(); next = source.next()) {
                events.add(next.get().json().toString());
            }
        }
        return events;
    }

    private static ByteArrayInputStream stream(String csv) {
        return new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8));
    }
}
