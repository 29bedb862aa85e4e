package io.desirepath.service.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.contracts.ErasureRequested.Kind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MentionsTest {

    private final Mentions ofContact = new Mentions(task(Kind.CONTACT));
    private final Mentions ofAccount = new Mentions(task(Kind.ACCOUNT));

    @Test
    void aFieldThatNamesTheSubjectIsEmptiedAndTheRestKeepsItsDigits() {
        assertThat(ofContact.without("{\"contactId\":\"42\",\"order\":{\"lines\":[{\"unitPrice\":2.50}]}}"))
                .contains("{\"contactId\":null,\"order\":{\"lines\":[{\"unitPrice\":2.50}]}}");
        assertThat(ofAccount.without("{\"accountIds\":[\"41\",\"42\"],\"profile\":{\"parentId\":\"42\"}}"))
                .contains("{\"accountIds\":[\"41\"],\"profile\":{\"parentId\":null}}");
    }

    @Test
    void whatOnlyLooksLikeTheIdStays() {
        assertThat(ofContact.without("{\"contactId\":\"421\",\"accountId\":\"42\",\"productId\":\"42\"}"))
                .isEmpty();
    }

    @Test
    void anAccountIsNotTheContactOfTheSameId() {
        assertThat(ofContact.isSubject("contact.identified", "42", Mentions.read("{}")))
                .isTrue();
        assertThat(ofContact.isSubject("activity.recorded", "42", Mentions.read("{}")))
                .isFalse();
        assertThat(ofAccount.isSubject("activity.recorded", "42", Mentions.read("{}")))
                .isTrue();
        assertThat(ofAccount.isSubject("contact.updated", "42", Mentions.read("{}")))
                .isFalse();
        assertThat(ofContact.isSubject("segment.exited", "42", Mentions.read("{\"subject\":\"CONTACT\"}")))
                .isTrue();
        assertThat(ofContact.isSubject("segment.exited", "42", Mentions.read("{\"subject\":\"ACCOUNT\"}")))
                .isFalse();
    }

    private static ErasureTask task(Kind kind) {
        return new ErasureTask("e-1", kind, "42", List.of(), Instant.EPOCH);
    }
}
