package io.desirepath.recommendation.catalog.document;

import java.time.Instant;

/**
 * Something that was declared as a whole.
 *
 * @param revision rises with every change, also over deletions
 * @param incarnation the revision with which it was created, again after a deletion
 */
public record Document<T>(
        String id, T declared, long revision, long incarnation, Instant createdAt, Instant updatedAt) {}
