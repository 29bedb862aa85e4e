package io.desirepath.persona.persona;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.desirepath.contracts.PersonaId;
import io.desirepath.persona.persona.PersonaDiff.Change;
import io.desirepath.persona.persona.PersonaDiff.Kind;
import io.desirepath.service.feed.FeedJson;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PersonaDiffTest {

    @Test
    void everyFieldThatDiffersIsNamed() {
        List<Change> changes = between("""
                {"name": "Buyer", "summary": "Buys", "goals": ["a", "b"],
                 "stageNeeds": {"DECISION": {"need": "price", "emotion": "calm"}},
                 "scorecard": {"base": -3, "lines": [
                    {"condition": {"type": "title", "containsAny": ["buyer"]}, "weight": 1, "says": "Buys"},
                    {"condition": {"type": "role", "anyOf": ["BUYER"]}, "weight": 1, "says": "Is one"}]}}""", """
                {"name": "Lead buyer", "goals": ["b", "c"], "challenges": ["time"],
                 "stageNeeds": {"DECISION": {"need": "price", "emotion": "tense"}, "PURCHASE": {"need": "speed"}},
                 "scorecard": {"base": -2, "lines": [
                    {"condition": {"type": "title", "containsAny": ["buyer"]}, "weight": 2, "says": "Buys"}]}}""");

        assertThat(changes)
                .extracting(Change::field, Change::kind, c -> String.valueOf(c.from()), c -> String.valueOf(c.to()))
                .contains(
                        tuple("name", Kind.CHANGED, "\"Buyer\"", "\"Lead buyer\""),
                        tuple("summary", Kind.REMOVED, "\"Buys\"", "null"),
                        tuple("goals", Kind.REMOVED, "\"a\"", "null"),
                        tuple("goals", Kind.ADDED, "null", "\"c\""),
                        tuple("challenges", Kind.ADDED, "null", "\"time\""),
                        tuple("stageNeeds.DECISION.emotion", Kind.CHANGED, "\"calm\"", "\"tense\""),
                        tuple("scorecard.base", Kind.CHANGED, "-3.0", "-2.0"));
        assertThat(changes)
                .extracting(Change::field, Change::kind)
                .contains(
                        tuple("stageNeeds.PURCHASE", Kind.ADDED),
                        tuple("scorecard.lines", Kind.CHANGED),
                        tuple("scorecard.lines", Kind.REMOVED))
                .hasSize(10);
    }

    @Test
    void anotherOrderIsAChangeOfTheWhole() {
        List<Change> changes = between(
                "{\"name\": \"n\", \"preferredTouchpoints\": [\"web\", \"sales\"], \"scorecard\": {\"base\": 0, \"lines\": []}}",
                "{\"name\": \"n\", \"preferredTouchpoints\": [\"sales\", \"web\"], \"scorecard\": {\"base\": 0, \"lines\": []}}");

        assertThat(changes)
                .extracting(Change::field, Change::kind)
                .containsExactly(tuple("preferredTouchpoints", Kind.CHANGED));
    }

    @Test
    void whatIsTheSameHasNoChanges() {
        String same = "{\"name\": \"n\", \"scorecard\": {\"base\": 0, \"lines\": []}}";

        assertThat(between(same, same)).isEmpty();
    }

    private static List<Change> between(String from, String to) {
        return PersonaDiff.between(row(1, from), row(2, to)).changes();
    }

    private static PersonaRow row(int version, String json) {
        try {
            PersonaDescription description = FeedJson.MAPPER.readValue(json, PersonaDescription.class);
            return new PersonaRow(new PersonaId("p"), version, description, false, Instant.EPOCH, Instant.EPOCH);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
