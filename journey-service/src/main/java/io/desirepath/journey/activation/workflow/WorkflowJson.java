package io.desirepath.journey.activation.workflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.desirepath.contracts.MembershipChanged;
import io.desirepath.journey.activation.workflow.domain.StepLog;
import io.desirepath.service.feed.FeedJson;
import java.util.List;

/** What workflows and runs have in columns of JSON. */
final class WorkflowJson {

    private static final TypeReference<List<StepDescription>> STEPS = new TypeReference<>() {};
    private static final TypeReference<List<StepLog>> LOG = new TypeReference<>() {};

    private WorkflowJson() {}

    static List<StepDescription> steps(String json) {
        return read(json, STEPS);
    }

    static List<StepLog> log(String json) {
        return read(json, LOG);
    }

    static MembershipChanged change(String json) {
        return read(json, new TypeReference<>() {});
    }

    static String of(Object value) {
        try {
            return FeedJson.MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be stored", e);
        }
    }

    private static <T> T read(String json, TypeReference<T> type) {
        try {
            return FeedJson.MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what is stored of a workflow cannot be read", e);
        }
    }
}
