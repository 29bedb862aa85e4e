package io.desirepath.contracts.condition;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import java.util.Set;

/**
 * The contact's job title has one of these words or phrases in it, as whole words: {@code head of procurement} is in
 * {@code Head of Procurement, EMEA}, {@code it} is not in {@code Auditor}.
 *
 * @param containsAny words or phrases
 */
@JsonTypeName("title")
public record TitleCondition(List<String> containsAny) implements Condition {
    public TitleCondition {
        containsAny = Words.required("containsAny", containsAny);
        for (int i = 0; i < containsAny.size(); i++) {
            // A phrase of signs only would be found in every title.
            if (containsAny.get(i).codePoints().noneMatch(Character::isLetterOrDigit)) {
                throw new InvalidConditionException("containsAny[" + i + "]", "must have a letter or a digit");
            }
        }
    }

    @Override
    public Set<Fact> asks() {
        return Set.of(Fact.PERSON_DETAILS);
    }

    @Override
    public Verdict evaluate(Facts facts) {
        String title = facts.title();
        if (title == null) {
            return Verdict.unknown("The title is not known");
        }
        List<String> found = containsAny.stream()
                .filter(phrase -> Words.hasPhrase(title, phrase))
                .toList();
        return found.isEmpty()
                ? Verdict.of(Truth.FAILS, "The title '" + title + "' has none of " + Words.quoted(containsAny))
                : Verdict.of(Truth.HOLDS, "The title '" + title + "' has " + Words.quoted(found));
    }
}
