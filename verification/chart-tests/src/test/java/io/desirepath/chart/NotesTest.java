package io.desirepath.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "minimal    | port-forward service/dp-desire-path-gateway 8080",
                "production | https://api.shop.example",
                "gateway-api| api.shop.example, behind your Gateway",
                "trial      | This is a trial",
            })
    void theyTellTheNextThreeCommands(String situation, String ending) {
        String notes = Chart.notes(situation);

        assertThat(notes).contains("1. ", "2. ", "3. ", "kubectl --namespace shop rollout status", "helm test dp");
        assertThat(notes).contains(ending);
        assertThat(notes.contains("trial")).isEqualTo(situation.equals("trial"));
    }
}
