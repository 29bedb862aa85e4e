package io.desirepath.persona.profile;

import io.desirepath.persona.profile.domain.EntityTags;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Answers that carry a profile and its version. */
public final class ProfileResponses {

    private ProfileResponses() {}

    /** 200 with the profile, or 304 if the client has this revision. */
    public static Response found(Object profile, long revision, @Nullable EntityTags ifNoneMatch) {
        var answer = ifNoneMatch != null && ifNoneMatch.matchesWeakly(revision)
                ? Response.notModified()
                : Response.ok(profile);
        return answer.header(HttpHeaders.ETAG, EntityTags.of(revision)).build();
    }

    /** 201 with the profile and a relative Location, because only the gateway knows under which address it is seen. */
    public static Response created(Object profile, long revision, String collection, String id) {
        String segment = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
        return Response.status(Response.Status.CREATED)
                .entity(profile)
                .header(HttpHeaders.LOCATION, collection + segment)
                .header(HttpHeaders.ETAG, EntityTags.of(revision))
                .build();
    }
}
