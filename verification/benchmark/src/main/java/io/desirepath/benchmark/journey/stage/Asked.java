package io.desirepath.benchmark.journey.stage;

import io.desirepath.contracts.Stage;
import io.desirepath.journey.stage.training.domain.StageScore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * A question with its answer: the true stage of an account at a moment.
 *
 * @param truth to be told from what happened strictly before {@code at}
 */
public record Asked(Subject subject, Instant at, Stage truth) {

    /** The method's answers to the questions, each account walked once. */
    public static List<StageScore.Case> answered(List<Asked> questions, StageMethod method) {
        var bySubject = new LinkedHashMap<Subject, List<Asked>>();
        for (Asked asked : questions) {
            bySubject
                    .computeIfAbsent(asked.subject(), subject -> new ArrayList<>())
                    .add(asked);
        }
        var cases = new ArrayList<StageScore.Case>();
        bySubject.forEach((subject, asked) -> {
            asked.sort(Comparator.comparing(Asked::at));
            List<double[]> beliefs =
                    method.beliefs(subject, asked.stream().map(Asked::at).toList());
            for (int i = 0; i < beliefs.size(); i++) {
                cases.add(new StageScore.Case(beliefs.get(i), asked.get(i).truth()));
            }
        });
        return cases;
    }
}
