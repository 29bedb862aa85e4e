package io.desirepath.local.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class CatchUpTest {

    @Test
    void nothingIsLeftWhenAllFeedsAreReadAndAModelIsTrained() {
        assertThat(behind("""
                {"name":"feeds","data":{"activities.role":"active","activities.lagEvents":0,"activities.lagSeconds":3}},
                {"name":"model","data":{"trained":true}}""")).isEmpty();
    }

    @Test
    void aFeedThatIsBehindOneThatHasNotLookedYetAndAnUntrainedModelAreNamed() {
        assertThat(behind("""
                {"name":"feeds","data":{"activities.role":"active","activities.lagEvents":12,
                                        "stages.role":"starting","stages.lagEvents":0}},
                {"name":"model","data":{"trained":false}}""")).isEqualTo("activities: 12 events, stages: starting, no model is trained");
    }

    @Test
    void aServiceWithoutFeedsAndModelHasNothingToCatchUpWith() {
        assertThat(behind("{\"name\":\"database\"}")).isEmpty();
    }

    private static String behind(String checks) {
        try {
            return String.join(
                    ", ",
                    CatchUp.of(new ObjectMapper().readTree("{\"checks\":[" + checks + "]}"))
                            .behind());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
