package io.desirepath.gateway.framing;

import io.desirepath.contracts.ProblemType;
import io.desirepath.gateway.framing.domain.Refusal;
import io.desirepath.gateway.problem.ProblemAnswers;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Arrays;

/** Answers what {@link RequestInspector} let through in place of a malformed request; the connection ends with it. */
@Singleton
public class RefusedRequests implements Handler<RoutingContext> {

    private final ProblemAnswers problems;

    RefusedRequests(ProblemAnswers problems) {
        this.problems = problems;
    }

    @Override
    public void handle(RoutingContext context) {
        String target = context.request().uri();
        if (target.startsWith(RequestInspector.REFUSED)) {
            String name = target.substring(RequestInspector.REFUSED.length());
            problems.send(context, ProblemType.INVALID_REQUEST, explanation(name));
        } else {
            context.next();
        }
    }

    private static String explanation(String name) {
        return Arrays.stream(Refusal.values())
                .filter(refusal -> refusal.name().equals(name))
                .findFirst()
                .map(Refusal::explanation)
                .orElse("This is not a request");
    }
}
