package io.desirepath.local.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * One line of what is sent to {@code POST /v1/imports}.
 *
 * @param at when it happened, for sorting
 * @param orderLines lines of the order in it, 0 for another activity
 * @param json a Segment call
 */
public record ImportEvent(Instant at, int orderLines, ObjectNode json) {}
