package io.desirepath.persona.profile;

import io.desirepath.contracts.ProblemType;
import io.desirepath.persona.profile.domain.EntityTags;
import io.desirepath.persona.profile.domain.Precondition;
import io.desirepath.service.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Turns a precondition that does not hold into the answer to the request. */
public final class VersionCheck {

    private VersionCheck() {}

    /**
     * @param revision what is there now; null if there is nothing
     * @throws ProblemException PRECONDITION_FAILED
     */
    public static void require(Precondition precondition, @Nullable Long revision) {
        if (!precondition.allows(revision)) {
            throw ProblemException.of(
                    ProblemType.PRECONDITION_FAILED,
                    revision == null
                            ? "If-Match: there is nothing to change"
                            : "The version is " + EntityTags.of(revision) + " now");
        }
    }
}
