package io.desirepath.persona.privacy;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;

/** Puts everything about a contact or an account together, from all services, as one ZIP archive. */
@Singleton
class Archives {

    static final String ZIP = "application/zip";

    private static final String README = """
            Everything known about one %s, as of %s.

            profile.json       what was declared of it or heard
            activities.ndjson  what was done, one JSON object a line
            identity.json      which visitors and companies belong together, and since when
            journey.json       where the account stands, and how it came there
            purchases.ndjson   what was ordered and refunded
            views.ndjson       which products were looked at last
            context.json       what recommendations start from

            A file that is missing would be empty. Times are UTC (RFC 3339).
            """;

    private final OtherServices others;

    Archives(OtherServices others) {
        this.others = others;
    }

    /**
     * @param kind {@code contact} or {@code account}
     * @param profile a JSON object
     */
    Response archive(String kind, String id, String profile) {
        List<InputStream> parts = others.export(kind, id);
        StreamingOutput body = output -> {
            try (Archive archive = new Archive(output)) {
                archive.file("README.txt", README.formatted(kind, Instant.now()));
                archive.file("profile.json", profile);
                for (InputStream part : parts) {
                    archive.sections(part);
                }
            }
        };
        return Response.ok(body, ZIP)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + kind + "-export.zip\"")
                .build();
    }
}
