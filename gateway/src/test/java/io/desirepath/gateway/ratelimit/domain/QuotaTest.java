package io.desirepath.gateway.ratelimit.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.desirepath.gateway.ratelimit.domain.Quota.Decision;
import io.desirepath.gateway.routing.domain.Route;
import io.desirepath.gateway.routing.domain.RouteMatch;
import io.desirepath.gateway.routing.domain.Routes;
import org.junit.jupiter.api.Test;

class QuotaTest {

    private static final Quota QUOTA = new Quota("read", 10, 25);

    @Test
    void thePolicyIsTheWholeBucketAndTheTimeInWhichItFills() {
        assertThat(QUOTA.policyField()).isEqualTo("\"read\";q=25;w=3");
        assertThat(new Quota("ingestion", 2000, 4000).policyField()).isEqualTo("\"ingestion\";q=4000;w=2");
    }

    @Test
    void whatIsLeftComesWithTheSecondsUntilItIsFullAgain() {
        assertThat(QUOTA.limitField(new Decision(true, 7, 0, 1_800_000_000L))).isEqualTo("\"read\";r=7;t=2");
        assertThat(QUOTA.limitField(new Decision(true, 25, 0, 0))).isEqualTo("\"read\";r=25;t=0");
    }

    @Test
    void theTimeToWaitIsWholeSecondsAndNeverNone() {
        assertThat(Quota.retryAfterField(new Decision(false, 0, 1, 1))).isEqualTo("1");
        assertThat(Quota.retryAfterField(new Decision(false, 0, 0, 1))).isEqualTo("1");
        assertThat(Quota.retryAfterField(new Decision(false, 0, 2_000_000_001L, 1)))
                .isEqualTo("3");
    }

    @Test
    void aQuotaOfNothingIsRefusedAtTheStart() {
        assertThatThrownBy(() -> new Quota("read", 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Quota("read", 1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sendingReadingAndChangingAreLimitedApart() {
        assertThat(group("POST", "/v1/t")).isEqualTo(LimitGroup.INGESTION);
        assertThat(group("POST", "/v1/imports")).isEqualTo(LimitGroup.INGESTION);
        assertThat(group("GET", "/v1/rejects")).isEqualTo(LimitGroup.READ);
        assertThat(group("HEAD", "/v1/stages")).isEqualTo(LimitGroup.READ);
        assertThat(group("PUT", "/v1/products/1")).isEqualTo(LimitGroup.ADMIN);
        assertThat(group("DELETE", "/v1/accounts/1")).isEqualTo(LimitGroup.ADMIN);
    }

    private static LimitGroup group(String method, String path) {
        Route route = ((RouteMatch.Found) Routes.match(method, path)).route();
        return LimitGroup.of(route);
    }
}
