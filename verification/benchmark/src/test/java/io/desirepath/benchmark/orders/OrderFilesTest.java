package io.desirepath.benchmark.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderFilesTest {

    @TempDir
    Path folder;

    @Test
    void anInvoiceThatSeveralFilesHoldCountsOnce() throws IOException {
        Path first = file("first.csv", "1,85123A,HOLDER,6,2010-12-01 08:26:00,2.50,17850,United Kingdom");
        Path second = file(
                "second.csv",
                "1,85123A,HOLDER,6,2010-12-01 08:26:00,2.50,17850,United Kingdom",
                "2,71053,LANTERN,2,2010-12-03 08:26:00,1.00,17850,United Kingdom",
                "2,85123A,HOLDER,1,2010-12-03 08:26:00,2.50,17850,United Kingdom");

        List<Order> orders = OrderFiles.read(List.of(first, second), folder.resolve("unusable.csv"));

        assertThat(orders).extracting(Order::day).containsExactly(14_944, 14_946);
        assertThat(orders).extracting(Order::value).containsExactly(15.0, 4.5);
        assertThat(orders.getLast().lines())
                .containsExactly(new Order.Line("71053", "LANTERN", 2, 1), new Order.Line("85123A", "HOLDER", 1, 2.5));
    }

    @Test
    void whatCannotBeUsedIsListedOfEveryFile() throws IOException {
        Path first = file("first.csv", "1,POST,POSTAGE,1,2010-12-01 08:26:00,2.50,17850,United Kingdom");
        Path second = file("second.csv", "2,85123A,NOBODY'S,6,2010-12-03 08:26:00,2.50,,United Kingdom");
        Path unusable = folder.resolve("unusable.csv");

        OrderFiles.read(List.of(first, second), unusable);

        assertThat(unusable).content().contains("NOT_A_PRODUCT", "MISSING_CUSTOMER");
    }

    private Path file(String name, String... rows) throws IOException {
        String header = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";
        return Files.writeString(folder.resolve(name), header + String.join("\n", rows) + "\n");
    }
}
