package io.desirepath.journey.ingestion;

import io.desirepath.journey.page.PageToken;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;

/** The place of an item in a list that is ordered by time, then id. */
record TimeAndId(Instant at, UUID id) {

    /** @throws IllegalArgumentException if the token is not of such a list */
    static TimeAndId of(PageToken token) {
        if (token.parts().size() != 2) {
            throw PageToken.invalid();
        }
        try {
            return new TimeAndId(
                    Instant.parse(token.parts().get(0)),
                    UUID.fromString(token.parts().get(1)));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw PageToken.invalid();
        }
    }

    PageToken token() {
        return PageToken.of(at.toString(), id.toString());
    }
}
