package io.desirepath.image;

import java.time.Instant;

/** Bodies of {@code POST /v1/batch}. */
final class Events {

    private Events() {}

    static String view(String id, String account, String product) {
        return event(id, account, "Product Viewed", "\"product_id\":\"%s\",\"name\":\"%1$s\"".formatted(product));
    }

    static String order(String id, String account, String product) {
        return event(
                id,
                account,
                "Order Completed",
                "\"order_id\":\"%s\",\"currency\":\"EUR\",\"products\":[{\"product_id\":\"%2$s\",\"name\":\"%2$s\",\"quantity\":1,\"price\":2}]"
                        .formatted(id, product));
    }

    private static String event(String id, String account, String name, String properties) {
        return """
                {"batch":[{"type":"track","messageId":"%s","event":"%s","timestamp":"%s","userId":"buyer",\
                "context":{"groupId":"%s"},"properties":{%s}}]}""".formatted(id, name, Instant.now(), account, properties);
    }
}
