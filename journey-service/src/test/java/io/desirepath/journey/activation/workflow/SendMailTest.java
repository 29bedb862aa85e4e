package io.desirepath.journey.activation.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.journey.activation.workflow.domain.Step;
import io.desirepath.journey.activation.workflow.domain.Template;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SendMailTest {

    private static final Step.Email EMAIL =
            new Step.Email(List.of("a@Merchant.example"), new Template("x"), new Template("y"));

    @Test
    void withoutAMailServerOrASenderNothingCanBeSent() {
        assertThat(refusal(null, "me@merchant.example", "merchant.example"))
                .hasValueSatisfying(why -> assertThat(why).startsWith("E-mail is not set up here"));
        assertThat(refusal("mail", null, "merchant.example")).isPresent();
    }

    @Test
    void onlyToDomainsThatAreNamed() {
        assertThat(refusal("mail", "me@merchant.example", "merchant.example")).isEmpty();
        assertThat(refusal("mail", "me@merchant.example", "other.example")).isPresent();
        assertThat(refusal("mail", "me@merchant.example", null))
                .as("none is named")
                .isPresent();
    }

    private static Optional<String> refusal(String host, String from, String domain) {
        return new SendMail(null, null, new Config(host, from, domain)).refusal(EMAIL);
    }

    private record Config(String mailHost, String mailFrom, String domain)
            implements WorkflowConfig, WorkflowConfig.Mail {

        @Override
        public Duration every() {
            return Duration.ZERO;
        }

        @Override
        public int inFlight() {
            return 1;
        }

        @Override
        public Duration keep() {
            return Duration.ZERO;
        }

        @Override
        public Mail mail() {
            return this;
        }

        @Override
        public Optional<String> host() {
            return Optional.ofNullable(mailHost);
        }

        @Override
        public Optional<String> from() {
            return Optional.ofNullable(mailFrom);
        }

        @Override
        public Optional<List<String>> allowedDomains() {
            return Optional.ofNullable(domain).map(List::of);
        }

        @Override
        public Duration timeout() {
            return Duration.ZERO;
        }
    }
}
