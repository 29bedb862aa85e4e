package io.desirepath.journey.ingestion;

import io.desirepath.service.page.PageToken;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The place of an item in a list that is ordered by time, then id. */
record TimeAndId(Instant at, UUID id) {

    /** @throws IllegalArgumentException if the token is not of such a list */
    static TimeAndId of(PageToken token) {
        List<String> key = token.key(2);
        try {
            return new TimeAndId(Instant.parse(key.get(0)), UUID.fromString(key.get(1)));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw PageToken.invalid();
        }
    }

    PageToken token() {
        return PageToken.after(at.toString(), id.toString());
    }
}
