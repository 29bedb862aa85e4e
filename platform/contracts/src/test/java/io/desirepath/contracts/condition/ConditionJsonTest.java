package io.desirepath.contracts.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionJsonTest {

    /** As tolerant as a mapper can be: the vocabulary is strict by itself. */
    private final ObjectMapper json = new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    @Test
    void everyKindSurvivesTheWire() throws Exception {
        String all = """
                {"of":[{"anyOf":["BUYER","DECIDER"],"type":"role"},\
                {"anyOf":["Director"],"type":"seniority"},\
                {"anyOf":["Purchasing"],"type":"department"},\
                {"containsAny":["head of procurement"],"type":"title"},\
                {"anyOf":null,"startsWith":["46"],"type":"industry"},\
                {"min":50,"max":null,"type":"employees"},\
                {"anyOf":["GB","DE"],"type":"country"},\
                {"name":"tier","anyOf":null,"min":null,"max":null,"equals":"gold","type":"trait"},\
                {"event":"Quote Requested","touchpoint":null,"atLeast":2,"withinDays":90,"type":"activity"},\
                {"of":{"of":[{"anyOf":["DECISION"],"type":"stage"}],"type":"any"},"type":"not"}],\
                "type":"all"}""";

        Condition read = json.readValue(all, Condition.class);

        assertThat(read).isInstanceOf(AllCondition.class);
        assertThat(((AllCondition) read).of()).hasSize(10);
        assertThat(json.readTree(json.writeValueAsString(read))).isEqualTo(json.readTree(all));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{'type':'rol','anyOf':['BUYER']}                  | type: must be one of activity, all, any, belief, country",
                "{'anyOf':['BUYER']}                               | type: must be one of",
                "{'type':3}                                        | type: must be one of",
                "['role']                                          | a condition must be an object with a type",
                "{'type':'role','anyOf':['BOSS']}                  | anyOf[0]: the value does not have the expected form",
                "{'type':'role','anyOf':[3]}                       | anyOf[0]: the value does not have the expected form",
                "{'type':'role','anyOf':[]}                        | anyOf: must have 1 to 100 items",
                "{'type':'role'}                                   | anyOf: must have 1 to 100 items",
                "{'type':'role','anyOf':['BUYER'],'script':'1+1'}  | script: is not a field of this condition",
                "{'type':'title','containsAny':['ok','--']}        | containsAny[1]: must have a letter or a digit",
                "{'type':'title','containsAny':['\\u0000a']}       | containsAny[0]: must not contain control characters",
                "{'type':'department','anyOf':[' ']}               | anyOf[0]: must have 1 to 256 characters",
                "{'type':'country','anyOf':['GB','UK']}            | anyOf[1]: must be an ISO 3166-1 alpha-2 code",
                "{'type':'industry','anyOf':['a'],'startsWith':['b']} | must have either anyOf or startsWith",
                "{'type':'employees'}                              | must have min, max or both",
                "{'type':'employees','min':5,'max':4}              | min must not be above max",
                "{'type':'employees','min':1.5}                    | min: the value does not have the expected form",
                "{'type':'trait','name':'a'}                       | must have one of equals, anyOf, or min and max",
                "{'type':'trait','name':'a','equals':1,'min':1}    | must have one of equals, anyOf, or min and max",
                "{'type':'trait','name':'a','equals':[1]}          | equals: must be a string, a number or a boolean",
                "{'type':'trait','name':'a','equals':1e999999999}  | equals: must not have more than 40 digits",
                "{'type':'trait','name':'a','min':1e41}            | min: must not have more than 40 digits",
                "{'type':'trait','equals':1}                       | name: must have 1 to 256 characters",
                "{'type':'activity','atLeast':1}                   | withinDays:",
                "{'type':'activity','atLeast':0,'withinDays':1}    | atLeast: must be 1 or more",
                "{'type':'activity','atLeast':1,'withinDays':366}  | withinDays: must be from 1 to 365",
                "{'type':'all','of':[{'type':'not','of':{'type':'stage','anyOf':['LOST']}}]} | of[0].of.anyOf[0]: the value",
                "{'type':'any','of':[{'type':'stage','anyOf':['DECISION']},{'type':'js'}]}   | of[1].type: must be one of",
                "{'type':'not','of':null}                          | of: must be a condition",
            })
    void whatIsWrongIsNamedByItsPath(String text, String complaint) {
        assertThatThrownBy(() -> json.readValue(text.replace('\'', '"'), Condition.class))
                .isInstanceOf(ValueInstantiationException.class)
                .cause()
                .isInstanceOf(InvalidConditionException.class)
                .hasMessageStartingWith(complaint);
    }

    @Test
    void aConditionIsNeitherTooDeepNorTooLarge() throws Exception {
        String leaf = "{\"type\":\"stage\",\"anyOf\":[\"DECISION\"]}";
        String seven = leaf;
        for (int i = 0; i < 7; i++) {
            seven = "{\"type\":\"not\",\"of\":" + seven + "}";
        }
        String eight = "{\"type\":\"not\",\"of\":" + seven + "}";
        String large = "{\"type\":\"any\",\"of\":[" + String.join(",", java.util.Collections.nCopies(99, leaf)) + "]}";
        String larger = "{\"type\":\"all\",\"of\":[" + large + "]}";

        assertThat(json.readValue(seven, Condition.class)).isInstanceOf(NotCondition.class);
        assertThat(json.readValue(large, Condition.class)).isInstanceOf(AnyCondition.class);
        assertThatThrownBy(() -> json.readValue(eight, Condition.class))
                .cause()
                .hasMessage("must not be nested deeper than 8");
        assertThatThrownBy(() -> json.readValue(larger, Condition.class))
                .cause()
                .hasMessage("must be made of at most 100 conditions");
    }

    @Test
    void numbersAreTheSameHoweverTheyAreWritten() {
        assertThat(new TraitCondition("n", 100, null, null, null))
                .isEqualTo(new TraitCondition("n", 1e2, null, null, null));
        assertThat(new TraitCondition("n", null, List.of(1.50), null, null))
                .isEqualTo(new TraitCondition("n", null, List.of(new java.math.BigDecimal("1.5")), null, null));
    }
}
