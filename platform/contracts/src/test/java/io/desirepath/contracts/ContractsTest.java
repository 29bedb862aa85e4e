package io.desirepath.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.desirepath.contracts.ActivityRecorded.RecommendationFeedback;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ContractsTest {

    private final ObjectMapper json = new ObjectMapper().registerModule(new JavaTimeModule());

    @Test
    void anIdKeepsBlanksAndSignsButNoControlCharacters() {
        assertThat(new AccountId("ACME & Söhne + 1").value()).isEqualTo("ACME & Söhne + 1");
        assertThatIllegalArgumentException().isThrownBy(() -> new AccountId("a\u0000b"));
        assertThatIllegalArgumentException().isThrownBy(() -> new AccountId("a\nb"));
        assertThatIllegalArgumentException().isThrownBy(() -> new AccountId("a\uD83D"));
        assertThat(new AccountId("a\uD83D\uDE00").value()).hasSize(3);
        assertThatIllegalArgumentException().isThrownBy(() -> new AccountId(""));
        assertThatIllegalArgumentException().isThrownBy(() -> new AccountId("  "));
        assertThatIllegalArgumentException().isThrownBy(() -> new AccountId("x".repeat(257)));
        assertThat(new AccountId("x".repeat(256)).value()).hasSize(256);
    }

    @Test
    void anActivitySurvivesTheWire() throws Exception {
        var activity = new ActivityRecorded(
                new MessageId("m-1"),
                new AccountId("12583"),
                null,
                "Order Completed",
                Instant.parse("2026-01-02T03:04:05Z"),
                Instant.parse("2026-01-02T03:04:06Z"),
                "web",
                false,
                new ActivityRecorded.OrderDetails(
                        "536365",
                        false,
                        "GBP",
                        List.of(new ActivityRecorded.OrderLine(
                                new ProductId("85123A"), "HEART", 6, new BigDecimal("2.55")))),
                null,
                null);

        assertThat(json.readValue(json.writeValueAsString(activity), ActivityRecorded.class))
                .isEqualTo(activity);
        assertThat(json.readTree(json.writeValueAsString(activity))
                        .get("accountId")
                        .asText())
                .isEqualTo("12583");
    }

    @Test
    void feedbackOnARecommendationSurvivesTheWireAndIsLeftOutWhereThereIsNone() throws Exception {
        UUID answer = UUID.randomUUID();
        Instant at = Instant.parse("2026-01-02T03:04:05Z");
        var plain = new ActivityRecorded(
                new MessageId("m-1"),
                new AccountId("1"),
                null,
                "Recommendation Clicked",
                at,
                at,
                "web",
                false,
                null,
                new ProductId("85123A"),
                null);
        var clicked = plain.about(new RecommendationFeedback(answer, RecommendationFeedback.Action.CLICKED, 3));
        var line = new ActivityRecorded.OrderLine(new ProductId("85123A"), null, 6, BigDecimal.ONE, answer);

        assertThat(json.readValue(json.writeValueAsString(clicked), ActivityRecorded.class))
                .isEqualTo(clicked);
        assertThat(json.readValue(json.writeValueAsString(line), ActivityRecorded.OrderLine.class))
                .isEqualTo(line);
        assertThat(json.readTree(json.writeValueAsString(plain)).has("recommendation"))
                .isFalse();
    }

    @Test
    void moneyIsADecimalStringWithACurrency() throws Exception {
        assertThat(json.writeValueAsString(Money.of("12.50", "GBP")))
                .isEqualTo("{\"amount\":\"12.50\",\"currency\":\"GBP\"}");
        assertThatIllegalArgumentException().isThrownBy(() -> Money.of("1", "POUND"));
    }

    @Test
    void aProblemTypeHasARelativeReference() {
        assertThat(ProblemType.UNKNOWN_ACCOUNT.type()).isEqualTo("/problems/unknown-account");
        assertThat(Problem.of(ProblemType.UNKNOWN_ACCOUNT, null, null).status()).isEqualTo(404);
    }
}
