package io.desirepath.local.imports;

import io.desirepath.local.console.Sentence;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads rows by the columns that the header names: those of Online Retail, under the names of either of its editions. */
final class OrderRowReader {

    private static final Pattern PRODUCT = Pattern.compile("\\d{5}.*");
    private static final Pattern WHOLE_NUMBER_AS_DECIMAL = Pattern.compile("(\\d+)\\.0+");
    /** Message ids are made of an invoice number and an account, and end at 256 characters. */
    private static final int LONGEST_ID = 120;

    private static final List<DateTimeFormatter> TIMES = List.of(
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm[:ss]", Locale.ROOT),
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm[:ss]", Locale.ROOT),
            DateTimeFormatter.ofPattern("M/d/uuuu H:mm[:ss]", Locale.ROOT));

    private enum Column {
        INVOICE("invoiceno", "invoice"),
        PRODUCT("stockcode"),
        NAME("description"),
        QUANTITY("quantity"),
        TIME("invoicedate"),
        PRICE("unitprice", "price"),
        CUSTOMER("customerid"),
        COUNTRY("country");

        private final List<String> names;

        Column(String... names) {
            this.names = List.of(names);
        }
    }

    private final Map<Column, Integer> positions;
    private final int width;
    /** Values repeat a thousandfold; one copy of each keeps a large file small in memory. */
    private final Map<String, String> texts = new HashMap<>();

    private final Map<String, BigDecimal> prices = new HashMap<>();
    private final Map<String, Instant> times = new HashMap<>();

    private OrderRowReader(Map<Column, Integer> positions, int width) {
        this.positions = positions;
        this.width = width;
    }

    /** @throws Sentence if a column is missing */
    static OrderRowReader withHeader(List<String> header) {
        Map<Column, Integer> positions = new HashMap<>();
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i).replaceAll("[ _]", "").toLowerCase(Locale.ROOT);
            for (Column column : Column.values()) {
                if (column.names.contains(name)) {
                    positions.put(column, i);
                }
            }
        }
        for (Column column : Column.values()) {
            if (!positions.containsKey(column)) {
                throw new Sentence(
                        "The file has no column " + column.names.getFirst() + " in its first line: orders need"
                                + " InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country.");
            }
        }
        return new OrderRowReader(positions, header.size());
    }

    OrderRow read(long line, List<String> fields) {
        if (fields.size() != width) {
            return new OrderRow.Unusable(line, UnusableReason.BAD_ROW, fields);
        }
        try {
            String invoice = id(fields, Column.INVOICE);
            String account = account(field(fields, Column.CUSTOMER));
            String productId = text(field(fields, Column.PRODUCT));
            long quantity = new BigDecimal(field(fields, Column.QUANTITY)).longValueExact();
            BigDecimal price = price(field(fields, Column.PRICE));
            Instant at = time(field(fields, Column.TIME));
            Optional<UnusableReason> reason =
                    unusable(account, productId, OrderRow.isCancellation(invoice), quantity, price);
            if (reason.isPresent()) {
                return new OrderRow.Unusable(line, reason.get(), fields);
            }
            String name = text(field(fields, Column.NAME));
            String country = text(field(fields, Column.COUNTRY));
            return new OrderRow.Usable(invoice, account, productId, name, Math.abs(quantity), price, at, country);
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            return new OrderRow.Unusable(line, UnusableReason.BAD_ROW, fields);
        }
    }

    private static Optional<UnusableReason> unusable(
            String account, String productId, boolean cancellation, long quantity, BigDecimal price) {
        if (account.isEmpty()) {
            return Optional.of(UnusableReason.MISSING_CUSTOMER);
        }
        if (!PRODUCT.matcher(productId).matches()) {
            return Optional.of(UnusableReason.NOT_A_PRODUCT);
        }
        if (quantity == 0) {
            return Optional.of(UnusableReason.ZERO_QUANTITY);
        }
        if (quantity < 0 && !cancellation) {
            return Optional.of(UnusableReason.NEGATIVE_QUANTITY_WITHOUT_CANCELLATION);
        }
        if (quantity > 0 && cancellation) {
            return Optional.of(UnusableReason.POSITIVE_QUANTITY_IN_CANCELLATION);
        }
        return price.signum() <= 0 ? Optional.of(UnusableReason.ZERO_OR_NEGATIVE_PRICE) : Optional.empty();
    }

    private String field(List<String> fields, Column column) {
        return fields.get(Objects.requireNonNull(positions.get(column))).strip();
    }

    /** An invoice number, which becomes part of the message id. */
    private String id(List<String> fields, Column column) {
        String id = field(fields, column);
        if (id.isEmpty() || id.length() > LONGEST_ID || id.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("not usable as an id");
        }
        return text(id);
    }

    /** Spreadsheets turn {@code 12583} into {@code 12583.0}: both are one account. */
    private String account(String customer) {
        Matcher decimal = WHOLE_NUMBER_AS_DECIMAL.matcher(customer);
        String account = decimal.matches() ? decimal.group(1) : customer;
        if (account.length() > LONGEST_ID || account.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("not usable as an id");
        }
        return text(account);
    }

    /** {@code 165.0} in one file and {@code 165} in another are one price, and must be one event. */
    private BigDecimal price(String text) {
        return prices.computeIfAbsent(text, t -> new BigDecimal(t).stripTrailingZeros());
    }

    private Instant time(String text) {
        return times.computeIfAbsent(text, OrderRowReader::parseTime);
    }

    private static Instant parseTime(String text) {
        for (DateTimeFormatter format : TIMES) {
            try {
                return LocalDateTime.parse(text, format).toInstant(ZoneOffset.UTC);
            } catch (DateTimeException e) {
                // The next format may fit.
            }
        }
        throw new DateTimeException("no known form of time");
    }

    private String text(String value) {
        return texts.computeIfAbsent(value, Function.identity());
    }
}
