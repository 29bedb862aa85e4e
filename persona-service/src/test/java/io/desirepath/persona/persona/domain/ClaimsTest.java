package io.desirepath.persona.persona.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.persona.persona.domain.Claims.Comparison;
import io.desirepath.persona.persona.domain.Claims.Tally;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClaimsTest {

    @Test
    void everyClaimMeetsWhatWasSeen() {
        List<Tally> real = List.of(new Tally("web", 70, 0.7), new Tally("quote", 30, 0.3));

        assertThat(Claims.compare(List.of("Quote", "sales"), real))
                .containsExactly(
                        new Comparison(
                                "Quote", 1, 2, 0.3, "Claimed as number 1; really number 2 with 30 % of the activity"),
                        new Comparison("sales", 2, null, 0, "Claimed as number 2; nobody was seen there"));
    }

    @Test
    void troubleIsKnownByItsName() {
        assertThat(Frictions.isFriction("Support Ticket Opened")).isTrue();
        assertThat(Frictions.isFriction("APPROVAL DENIED")).isTrue();
        assertThat(Frictions.isFriction("Order Completed")).isFalse();
    }
}
