package io.desirepath.recommendation.catalog.content;

import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.Stage;
import io.desirepath.recommendation.catalog.DeclaredText;
import io.desirepath.recommendation.catalog.content.domain.ContentItem;
import io.desirepath.recommendation.catalog.content.domain.ContentType;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Something to read, to see or to attend: the body of {@code PUT /v1/content/{id}}. A field left out is empty.
 *
 * @throws IllegalArgumentException if a field breaks its rule
 */
@Schema(
        name = "ContentDescription",
        description = "Something to read, to see or to attend. Tags left out say that it suits everybody there.")
record DeclaredContent(
        @Schema(required = true) ContentType type,
        @Schema(required = true, maxLength = 512) String title,
        @Schema(maxLength = 10_000) @Nullable String summary,
        @Schema(maxLength = 2048) @Nullable String url,
        @Schema(maxLength = 2048) @Nullable String imageUrl,

        @Schema(maxLength = 35, description = "BCP 47", examples = "en-GB") @Nullable
        String language,

        SortedSet<Stage> stages,

        @Schema(description = "Ids of personas, at most 100")
        SortedSet<String> personas,

        SortedSet<BuyingRole> roles,

        @Schema(description = "Product families, at most 1,000")
        SortedSet<String> families,

        @Nullable Instant validFrom,

        @Schema(description = "The moment itself no longer belongs to it") @Nullable
        Instant validUntil,

        @Schema(description = "PUBLISHED if left out; what is WITHDRAWN is never recommended")
        Status status) {

    /** Whether an item may be recommended. */
    @Schema(name = "ContentStatus")
    enum Status {
        PUBLISHED,
        WITHDRAWN
    }

    @SuppressWarnings("NullAway")
    DeclaredContent {
        if (type == null) {
            throw new IllegalArgumentException("type: is required");
        }
        if (title == null || title.isBlank()) {
            throw new IllegalArgumentException("title: is required and must not be blank");
        }
        DeclaredText.requireLine("title", title, 512);
        DeclaredText.requireText("summary", summary, 10_000);
        DeclaredText.requireUrl("url", url);
        DeclaredText.requireUrl("imageUrl", imageUrl);
        if (language != null && !language.matches("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}")) {
            throw new IllegalArgumentException("language: must be a BCP 47 tag such as en-GB");
        }
        stages = stages == null ? new TreeSet<>() : Collections.unmodifiableSortedSet(new TreeSet<>(stages));
        roles = roles == null ? new TreeSet<>() : Collections.unmodifiableSortedSet(new TreeSet<>(roles));
        personas = DeclaredText.lines("personas", personas, 100, 256);
        families = DeclaredText.lines("families", families, 1000, 256);
        if (validFrom != null && validUntil != null && !validFrom.isBefore(validUntil)) {
            throw new IllegalArgumentException("validUntil: must be after validFrom");
        }
        status = status == null ? Status.PUBLISHED : status;
    }

    ContentItem item(String id) {
        return new ContentItem(
                id,
                type,
                title,
                summary,
                url,
                imageUrl,
                language,
                stages,
                personas,
                roles,
                families,
                validFrom,
                validUntil);
    }
}
