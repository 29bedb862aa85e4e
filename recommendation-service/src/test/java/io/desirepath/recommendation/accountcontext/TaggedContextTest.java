package io.desirepath.recommendation.accountcontext;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.contracts.Stage;
import io.desirepath.recommendation.accountcontext.domain.AccountContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaggedContextTest {

    private static final Instant AT = Instant.parse("2026-10-02T08:15:00.123Z");

    @Test
    void aContextThatIsReadAgainHasTheTagItHad() throws Exception {
        AccountContext context = context(0.7, 8);
        String json = ContextJson.write(context);

        assertThat(tag(context)).isEqualTo(tag(context(0.7, 8)));
        assertThat(tag(context)).isEqualTo(tag(ContextJson.read(json)));
    }

    @Test
    void anotherContextHasAnotherTag() {
        assertThat(tag(context(0.7, 8))).isNotEqualTo(tag(context(0.71, 8))).isNotEqualTo(tag(context(0.7, 9)));
    }

    private static AccountContext context(double dormant, long revision) {
        return new AccountContext(
                new AccountContext.Standing(
                        Stage.RETENTION, AT, Map.of(Stage.RETENTION, 1 - dormant, Stage.DORMANT, dormant)),
                List.of(),
                List.of(new AccountContext.View("22423", AT)),
                revision);
    }

    private static String tag(AccountContext context) {
        return TaggedContext.of(context, ContextJson.write(context)).tag();
    }
}
