package io.desirepath.recommendation.accountcontext;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.desirepath.recommendation.accountcontext.domain.AccountContext;
import io.desirepath.recommendation.accountcontext.domain.ProductHistory;
import io.desirepath.recommendation.accountcontext.domain.Rest;
import io.desirepath.recommendation.accountcontext.domain.Rhythm;
import io.desirepath.recommendation.catalog.contract.domain.Buyer;

/**
 * An account's context as text for the cache: arrays in place of objects, times in milliseconds. The
 * same context is the same text.
 */
final class ContextJson {

    /** Values in the order of the record's components. */
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    private interface AsArray {}

    private static final ObjectMapper MAPPER = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATE_TIMESTAMPS_AS_NANOSECONDS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(DeserializationFeature.READ_DATE_TIMESTAMPS_AS_NANOSECONDS)
            .addMixIn(AccountContext.class, AsArray.class)
            .addMixIn(AccountContext.Standing.class, AsArray.class)
            .addMixIn(AccountContext.View.class, AsArray.class)
            .addMixIn(AccountContext.Person.class, AsArray.class)
            .addMixIn(Buyer.class, AsArray.class)
            .addMixIn(Buyer.Party.class, AsArray.class)
            .addMixIn(Rest.class, AsArray.class)
            .addMixIn(ProductHistory.class, AsArray.class)
            .addMixIn(ProductHistory.OrderReference.class, AsArray.class)
            .addMixIn(Rhythm.class, AsArray.class);

    private ContextJson() {}

    static String write(AccountContext context) {
        try {
            return MAPPER.writeValueAsString(context);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a context cannot be written", e);
        }
    }

    /** @throws JsonProcessingException if the text is not of this form */
    static AccountContext read(String json) throws JsonProcessingException {
        return MAPPER.readValue(json, AccountContext.class);
    }
}
