package io.desirepath.persona.contact;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.desirepath.contracts.BuyingRole;
import io.desirepath.persona.contact.domain.Phrase;
import io.desirepath.persona.contact.domain.RoleInference;
import io.desirepath.persona.contact.domain.RoleInference.Place;
import io.desirepath.persona.contact.domain.RoleInference.RoleClue;
import io.desirepath.persona.contact.domain.RoleInference.SeniorityClue;
import io.desirepath.persona.contact.domain.Seniority;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads {@code inference/titles.json}, where the phrases stand that speak for roles and ranks. */
public class TitleVocabulary {

    private static final String RESOURCE = "/inference/titles.json";

    private record Phrases(Map<String, Double> title, Map<String, Double> department) {}

    private record Vocabulary(String about, Map<BuyingRole, Phrases> roles, Map<Seniority, List<String>> seniority) {}

    @Produces
    @Singleton
    RoleInference roleInference() {
        return read();
    }

    /** @throws IllegalArgumentException if the resource has a phrase or weight that makes no sense */
    static RoleInference read() {
        try (InputStream json = Objects.requireNonNull(TitleVocabulary.class.getResourceAsStream(RESOURCE))) {
            Vocabulary vocabulary = new ObjectMapper().readValue(json, Vocabulary.class);
            List<RoleClue> roles = new ArrayList<>();
            vocabulary.roles.forEach((role, phrases) -> {
                phrases.title.forEach(
                        (phrase, weight) -> roles.add(new RoleClue(role, Place.TITLE, Phrase.of(phrase), weight)));
                phrases.department.forEach(
                        (phrase, weight) -> roles.add(new RoleClue(role, Place.DEPARTMENT, Phrase.of(phrase), weight)));
            });
            List<SeniorityClue> ranks = new ArrayList<>();
            vocabulary.seniority.forEach((seniority, phrases) ->
                    phrases.forEach(phrase -> ranks.add(new SeniorityClue(seniority, Phrase.of(phrase)))));
            return new RoleInference(roles, ranks);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
