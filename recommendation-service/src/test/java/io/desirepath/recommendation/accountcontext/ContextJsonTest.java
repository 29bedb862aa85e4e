package io.desirepath.recommendation.accountcontext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.desirepath.contracts.Stage;
import io.desirepath.recommendation.accountcontext.domain.AccountContext;
import io.desirepath.recommendation.accountcontext.domain.ProductHistory;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContextJsonTest {

    private static final Instant AT = Instant.parse("2026-10-02T08:15:00.123Z");

    @Test
    void aContextComesBackAsItWent() throws JsonProcessingException {
        AccountContext context = new AccountContext(
                new AccountContext.Standing(
                        Stage.RETENTION, AT, Map.of(Stage.RETENTION, 0.1 + 0.2, Stage.DORMANT, 0.7)),
                List.of(
                        history("85123A", 17.0 / 3, 21.5, new BigDecimal("2.50")),
                        new ProductHistory("B \"+/", 1, 1, 7, 1, null, null, null, AT, List.of())),
                List.of(new AccountContext.View("22423", AT)),
                Long.MAX_VALUE);

        assertThat(ContextJson.read(ContextJson.write(context))).isEqualTo(context);
    }

    @Test
    void anEmptyContextComesBackAsItWent() throws JsonProcessingException {
        AccountContext context = new AccountContext(null, List.of(), List.of(), 0);

        assertThat(ContextJson.read(ContextJson.write(context))).isEqualTo(context);
    }

    @Test
    void whatIsNotAContextIsRefused() {
        assertThatThrownBy(() -> ContextJson.read("{\"not\": \"one\"}")).isInstanceOf(JsonProcessingException.class);
    }

    private static ProductHistory history(String product, double weight, double gap, BigDecimal price) {
        return new ProductHistory(
                product,
                3,
                3,
                40,
                weight,
                gap,
                price,
                "GBP",
                AT,
                List.of(new ProductHistory.OrderReference("order-1", AT, 12)));
    }
}
