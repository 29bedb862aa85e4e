package io.desirepath.contracts.condition;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Something that holds of a contact or an account, fails, or cannot be told from what is known. A closed vocabulary: there
 * are no expressions and no scripts. In JSON an object with a {@code type}, {@code {"type": "role", "anyOf": ["BUYER"]}}.
 * Text is compared without regard to case.
 *
 * <p>A new kind of condition is a record here with a {@code @JsonTypeName}, and its name in {@code permits}.
 */
public sealed interface Condition
        permits AllCondition,
                AnyCondition,
                NotCondition,
                RoleCondition,
                SeniorityCondition,
                DepartmentCondition,
                TitleCondition,
                IndustryCondition,
                EmployeesCondition,
                CountryCondition,
                TraitCondition,
                ActivityCondition,
                StageCondition,
                BeliefCondition,
                TimeInStageCondition,
                TransitionCondition,
                PurchaseProbabilityCondition,
                PersonaCondition,
                RoleInGroupCondition,
                PersonaInGroupCondition,
                ReorderCondition,
                SegmentCondition {

    /** How deep conditions may be nested in JSON. */
    int MAX_DEPTH = 8;

    /** How many conditions one may be made of in JSON, itself included. */
    int MAX_NODES = 100;

    /** Pure: the same facts give the same verdict. */
    Verdict evaluate(Facts facts);

    /** What it asks of the facts, without what the conditions ask that it is made of. */
    Set<Fact> asks();

    /** The conditions that it is made of. */
    default List<Condition> parts() {
        return List.of();
    }

    /** This condition, and all that it is made of. */
    default Stream<Condition> nodes() {
        return Stream.concat(Stream.of(this), parts().stream().flatMap(Condition::nodes));
    }

    /** The discriminator on the wire. */
    @JsonProperty("type")
    default String type() {
        return ConditionReader.nameOf(getClass());
    }

    /**
     * Reads what a client sent, strictly, whatever the mapper tolerates otherwise.
     *
     * @throws InvalidConditionException if a type or field is unknown, a value cannot be used, or there is too much; the
     *     message begins with the path of what is wrong
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Condition of(JsonNode json) {
        return ConditionReader.read(json);
    }
}
