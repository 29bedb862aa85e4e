package io.desirepath.journey.ingestion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.desirepath.contracts.ActivityRecorded.OrderDetails;
import io.desirepath.contracts.ActivityRecorded.OrderLine;
import io.desirepath.contracts.MessageId;
import io.desirepath.contracts.Money;
import io.desirepath.contracts.ProductId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of an order or a refund from an event's properties. A line that cannot be used is left out and noted;
 * the rest counts.
 */
final class OrderReader {

    private static final int MOST_NAME = 1000;
    private static final int MOST_DIGITS = 18;

    private final String defaultCurrency;

    /** @throws IllegalArgumentException if the currency is not an ISO 4217 code */
    OrderReader(String defaultCurrency) {
        this.defaultCurrency = new Money(BigDecimal.ZERO, defaultCurrency).currency();
    }

    /**
     * @param details null if there is no line that can be used
     * @param badLines what was left out
     */
    record ReadOrder(@Nullable OrderDetails details, List<Reject> badLines) {}

    /** @throws UnusableEventException if the order's id or currency cannot be used */
    ReadOrder read(JsonNode properties, boolean refund, String messageId, Instant receivedAt)
            throws UnusableEventException {
        String named = EventFields.text(properties, "order_id", "orderId");
        // An order id follows the rule of all ids; an order without one is its own message.
        MessageId orderId = EventFields.id(named, "order_id", MessageId::new);
        String currency = currency(properties);
        List<OrderLine> lines = new ArrayList<>();
        List<Reject> bad = new ArrayList<>();
        int number = 0;
        UUID recommendation = RecommendationReader.id(properties);
        JsonNode products = properties.path("products");
        for (JsonNode line : products.isArray() ? products : MissingNode.getInstance()) {
            number++;
            try {
                lines.add(line(line, recommendation));
            } catch (UnusableEventException e) {
                bad.add(Reject.of(messageId, e.reason(), "line " + number + ": " + e.detail(), line, receivedAt));
            }
        }
        if (lines.isEmpty()) {
            bad.add(Reject.of(
                    messageId,
                    RejectReason.NO_ORDER_LINES,
                    "products: no line that can be used; the event itself was recorded",
                    properties,
                    receivedAt));
            return new ReadOrder(null, bad);
        }
        return new ReadOrder(
                new OrderDetails(orderId == null ? messageId : orderId.value(), refund, currency, lines), bad);
    }

    private String currency(JsonNode properties) throws UnusableEventException {
        String named = EventFields.text(properties, "currency");
        try {
            return named == null ? defaultCurrency : new Money(BigDecimal.ZERO, named).currency();
        } catch (IllegalArgumentException e) {
            throw new UnusableEventException(RejectReason.INVALID_ORDER, "currency: not an ISO 4217 code");
        }
    }

    /** @param ofOrder the answer that the order as a whole says it comes from */
    private static OrderLine line(JsonNode line, @Nullable UUID ofOrder) throws UnusableEventException {
        String product = EventFields.text(line, "product_id", "productId", "sku");
        ProductId productId = lineProduct(product);
        BigDecimal quantity = number(line, "quantity", BigDecimal.ONE);
        BigDecimal price = number(line, "price", null);
        if (quantity.signum() <= 0 || quantity.stripTrailingZeros().scale() > 0) {
            throw bad("quantity: not a whole number above zero");
        }
        if (price.signum() < 0) {
            throw bad("price: below zero");
        }
        String name = EventFields.text(line, "name");
        UUID ofLine = RecommendationReader.id(line);
        return new OrderLine(
                productId,
                name == null || name.length() <= MOST_NAME ? name : name.substring(0, MOST_NAME),
                quantity.longValueExact(),
                price,
                ofLine == null ? ofOrder : ofLine);
    }

    private static ProductId lineProduct(@Nullable String product) throws UnusableEventException {
        if (product == null) {
            throw bad("product_id: missing");
        }
        try {
            return new ProductId(product);
        } catch (IllegalArgumentException e) {
            throw bad("product_id: " + e.getMessage());
        }
    }

    /** A number of a size that money and quantities have. */
    private static BigDecimal number(JsonNode line, String field, @Nullable BigDecimal otherwise)
            throws UnusableEventException {
        String text = EventFields.text(line, field);
        if (text == null) {
            if (otherwise == null) {
                throw bad(field + ": missing");
            }
            return otherwise;
        }
        try {
            BigDecimal number = new BigDecimal(text);
            if (number.precision() - number.scale() > MOST_DIGITS || number.scale() > MOST_DIGITS) {
                throw bad(field + ": has too many digits");
            }
            return number.scale() < 0 ? number.setScale(0) : number;
        } catch (NumberFormatException e) {
            throw bad(field + ": not a number");
        }
    }

    private static UnusableEventException bad(String detail) {
        return new UnusableEventException(RejectReason.INVALID_ORDER_LINE, detail);
    }
}
