package io.desirepath.journey.activation.webhook;

import io.desirepath.contracts.Feeds;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A webhook as a client describes it. */
@Schema(name = "WebhookRequest")
record WebhookRequest(
        @Schema(description = "https, to a public address", examples = "https://example.com/hooks/segments") @Nullable
        String url,

        @Schema(description = "For people, up to 1000 characters") @Nullable
        String description,

        @Schema(description = "Ids of segments, or \"*\" alone for all, those to come included") @Nullable
        List<String> segments,

        @Schema(description = "segment.entered, segment.exited, or both, which is the default") @Nullable
        List<String> types,

        @Schema(description = "Tell all present members first. In place of what waits, if there is something") @Nullable
        Boolean backfill) {

    static final String ALL = "*";

    private static final List<String> TYPES = List.of(Feeds.SEGMENT_ENTERED, Feeds.SEGMENT_EXITED);
    private static final int MOST_SEGMENTS = 1000;
    private static final int MOST_DESCRIPTION = 1000;

    /** What a request says when all that may be left out is filled in. */
    record Wanted(
            String url, @Nullable String description, List<String> segments, List<String> types, boolean backfill) {

        boolean isOfAllSegments() {
            return segments.equals(List.of(ALL));
        }
    }

    /** @throws IllegalArgumentException naming the field that cannot be used */
    Wanted wanted() {
        List<String> of = distinct("segments", segments);
        List<String> told = types == null ? TYPES : distinct("types", types);
        require(url != null, "url: must be there");
        require(
                description == null || description.length() <= MOST_DESCRIPTION && description.indexOf('\0') < 0,
                "description: must have at most " + MOST_DESCRIPTION + " characters");
        require(of.size() <= MOST_SEGMENTS, "segments: at most " + MOST_SEGMENTS);
        require(!of.contains(ALL) || of.size() == 1, "segments: \"*\" must be alone");
        require(TYPES.containsAll(told), "types: must be of " + TYPES);
        boolean first = Boolean.TRUE.equals(backfill);
        require(
                !first || told.contains(Feeds.SEGMENT_ENTERED),
                "backfill: tells by segment.entered, which types leaves out");
        return new Wanted(Objects.requireNonNull(url), description, of, told, first);
    }

    private static List<String> distinct(String field, @Nullable List<String> values) {
        require(values != null && !values.isEmpty(), field + ": must have at least one");
        List<String> there = Objects.requireNonNull(values);
        require(there.stream().allMatch(value -> value != null && value.indexOf('\0') < 0), field + ": must be texts");
        return List.copyOf(new LinkedHashSet<>(there));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
