package io.desirepath.journey.segment;

import io.desirepath.contracts.SegmentSubject;
import io.desirepath.contracts.condition.Condition;
import java.text.Normalizer;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/segments}: a description, and what the segment is to be called.
 *
 * @param id 1 to 64 small letters, digits and hyphens; null to make one of the name
 */
@Schema(name = "NewSegment")
public record NewSegment(
        @Nullable String id,
        String name,
        @Nullable String description,
        SegmentSubject subject,

        @Schema(type = SchemaType.OBJECT, examples = "{\"type\": \"stage\", \"anyOf\": [\"DECISION\"]}")
        Condition condition) {

    private static final int MOST_CHARACTERS = 64;

    public NewSegment {
        SegmentDescription described = new SegmentDescription(name, description, subject, condition);
        name = described.name();
        description = described.description();
        subject = described.subject();
    }

    SegmentDescription described() {
        return new SegmentDescription(name, description, subject, condition);
    }

    /** The id that was sent, or the name's letters and digits. */
    String idOrName() {
        if (id != null) {
            return id;
        }
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-");
        String cut = plain.substring(0, Math.min(plain.length(), MOST_CHARACTERS));
        return cut.replaceAll("^-|-$", "");
    }
}
