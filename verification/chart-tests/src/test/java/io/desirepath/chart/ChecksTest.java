package io.desirepath.chart;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is missing or does not go together is said in a sentence, and what a key has become too. */
class ChecksTest {

    @Test
    void withoutAnyValuesItSaysWhatIsNeeded() {
        assertThatThrownBy(Chart::withOnly)
                .hasMessageContaining("existingSecret of each of: internal, postgresql, redis, apiKeys")
                .hasMessageContaining("its README.md has the keys and the command that makes them");
        assertThatThrownBy(() -> Chart.withOnly("existingSecret=s"))
                .hasMessageContaining("Set postgresql.host to your PostgreSQL 17 or later");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "existing-secrets | redis.existingSecret=               | existingSecret of each of: redis",
                "existing-secrets | postgresql.ownerExistingSecret=     | Migrations need the passwords of the databases' owners",
                "oidc             | oidc.audience=                      | oidc.issuer needs oidc.audience",
                "oidc             | oidc.issuer=                        | existingSecret of each of: apiKeys",
                "minimal          | embedded=true                       | decide for one of them",
                "minimal          | ingress.enabled=true                | ingress.enabled needs ingress.host",
                "production       | ingress.certManager.issuer=x        | takes issuer or clusterIssuer, not both",
                "production       | ingress.tlsSecret=                  | ingress.certManager needs ingress.tlsSecret",
                "minimal          | gatewayApi.enabled=true             | gatewayApi.enabled needs gatewayApi.parentRefs",
                "minimal          | image.tag=latest                    | image.tag is latest: nobody could say what runs",
                "minimal          | test.image=curlimages/curl:latest   | test.image is latest",
                "minimal          | replicaCount=2                      | Instead: services.<name>.replicas",
                "minimal          | postgresql.enabled=true             | Instead: embedded: true for a trial",
                "minimal          | redis.enabled=true                  | Instead: embedded: true for a trial",
            })
    void whatDoesNotGoTogetherIsSaid(String situation, String value, String message) {
        assertThatThrownBy(() -> Chart.with(situation, value)).hasMessageContaining(message);
    }
}
