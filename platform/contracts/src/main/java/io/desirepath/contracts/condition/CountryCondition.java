package io.desirepath.contracts.condition;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Where an account is.
 *
 * @param anyOf ISO 3166-1 alpha-2 codes
 */
@JsonTypeName("country")
public record CountryCondition(List<String> anyOf) implements Condition {
    public CountryCondition {
        anyOf = Words.required("anyOf", anyOf);
        for (int i = 0; i < anyOf.size(); i++) {
            if (!Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2).contains(anyOf.get(i))) {
                throw new InvalidConditionException("anyOf[" + i + "]", "must be an ISO 3166-1 alpha-2 code");
            }
        }
    }

    @Override
    public Set<Fact> asks() {
        return Set.of(Fact.FIRMOGRAPHICS);
    }

    @Override
    public Verdict evaluate(Facts facts) {
        return Words.ofOneAccount(
                "country",
                facts,
                Facts.AccountFacts::country,
                country -> Words.anyOf("account's country", country, anyOf));
    }
}
