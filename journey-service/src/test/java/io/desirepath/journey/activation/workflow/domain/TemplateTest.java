package io.desirepath.journey.activation.workflow.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.desirepath.journey.activation.workflow.domain.Template.Placeholder;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateTest {

    @Test
    void allPlaceholdersAreReplacedHoweverOften() {
        Template all = new Template("{accountId} {accountName} {segment} {stage} {reason} {at} {accountId}");
        assertThat(all.filled(values("Acme")))
                .isEqualTo("the ACCOUNT_ID Acme the SEGMENT the STAGE the REASON the AT the ACCOUNT_ID");
    }

    @Test
    void whatIsPutInIsTextAndNothingElse() {
        Template name = new Template("About {accountName}.");
        assertThat(name.filled(values("{accountId} $1 \\ ${x}"))).isEqualTo("About {accountId} $1 \\ ${x}.");
    }

    @Test
    void bracesThatAreNoPlaceholderStay() {
        assertThat(new Template("{} {1} {a b} { stage } $stage").filled(values("Acme")))
                .isEqualTo("{} {1} {a b} { stage } $stage");
    }

    @Test
    void aWordThatIsNoPlaceholderIsRefused() {
        assertThatThrownBy(() -> new Template("Dear {contactName}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("{contactName} is none of {accountId} ");
    }

    private static Map<Placeholder, String> values(String name) {
        Map<Placeholder, String> values = new EnumMap<>(Placeholder.class);
        for (Placeholder placeholder : Placeholder.values()) {
            values.put(placeholder, "the " + placeholder);
        }
        values.put(Placeholder.ACCOUNT_NAME, name);
        return values;
    }
}
