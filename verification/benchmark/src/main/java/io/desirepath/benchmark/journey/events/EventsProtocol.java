package io.desirepath.benchmark.journey.events;

import io.desirepath.benchmark.journey.report.Result;
import io.desirepath.benchmark.journey.stage.Asked;
import io.desirepath.benchmark.journey.stage.Filtered;
import io.desirepath.benchmark.journey.stage.KeyEvents;
import io.desirepath.benchmark.journey.stage.StageMethod;
import io.desirepath.benchmark.journey.stage.Subject;
import io.desirepath.contracts.AccountId;
import io.desirepath.journey.stage.ExpertPrior;
import io.desirepath.journey.stage.domain.Mark;
import io.desirepath.journey.stage.domain.Observation;
import io.desirepath.journey.stage.domain.StageModel;
import io.desirepath.journey.stage.training.domain.StageLabel;
import io.desirepath.journey.stage.training.domain.StageScore;
import io.desirepath.journey.stage.training.domain.Training;
import io.desirepath.journey.stage.training.domain.TrainingHistory;
import io.desirepath.journey.stage.training.domain.TrainingProgress;
import io.desirepath.journey.stage.training.domain.TrainingSettings;
import io.desirepath.local.console.Sentence;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * True stages of a file, told from a file of events strictly before each. Training sees nothing of the time that it is
 * judged on: the questions are cut into up to five stretches of time, and each is answered by a model trained on what
 * happened before its first question.
 */
public final class EventsProtocol {
    private static final int STRETCHES = 5;

    private final EventFile.Content events;
    private final List<StageFile.Row> labels;
    private final StageModel prior;
    private final Map<String, Subject> subjects = new TreeMap<>();

    private EventsProtocol(EventFile.Content events, List<StageFile.Row> truth, List<StageFile.Row> labels) {
        this.events = events;
        this.labels = labels;
        prior = ExpertPrior.load().withMeasured(measured(events));
        var cohort = Cohort.of(events.byAccount().values());
        Set<String> accounts = new TreeSet<>(events.byAccount().keySet());
        truth.forEach(row -> accounts.add(row.account()));
        for (String account : accounts) {
            List<Observation> observations = events.byAccount().getOrDefault(account, List.of());
            subjects.put(account, new Subject(new AccountId(account), cohort.knownSince(observations), observations));
        }
    }

    /**
     * Runs the protocol.
     *
     * @param labelFile stages to learn from, null for none
     * @param out told what was read and what could not be used
     * @throws Sentence if nothing is asked
     */
    public static Result.Stages run(Path eventFile, Path truthFile, @Nullable Path labelFile, PrintStream out)
            throws IOException {
        var badEvents = new BadLines(eventFile.toString());
        var badTruth = new BadLines(truthFile.toString());
        EventFile.Content events = EventFile.read(eventFile, badEvents);
        List<StageFile.Row> truth = StageFile.read(truthFile, badTruth);
        List<StageFile.Row> labels = List.of();
        if (labelFile != null) {
            var badLabels = new BadLines(labelFile.toString());
            labels = StageFile.read(labelFile, badLabels);
            badLabels.print(out);
        }
        out.printf(
                "%s: %,d events of %,d accounts%n",
                eventFile, events.read(), events.byAccount().size());
        if (events.duplicates() > 0) {
            out.printf("  %,d events came again and were left out%n", events.duplicates());
        }
        events.unknown().forEach((name, count) -> out.printf("  not known, left out: '%s', %,d times%n", name, count));
        badEvents.print(out);
        badTruth.print(out);
        if (truth.isEmpty()) {
            throw new Sentence(truthFile + " asks for nothing.");
        }
        return new EventsProtocol(events, truth, labels)
                .result(eventFile.getFileName().toString(), truth, out);
    }

    /** A mark that no account ever showed is taken as not measured: its absence says nothing. */
    private static Set<Mark> measured(EventFile.Content events) {
        Set<Mark> seen = EnumSet.noneOf(Mark.class);
        events.byAccount().values().forEach(all -> all.forEach(one -> seen.add(one.mark())));
        boolean persons =
                events.byAccount().values().stream().flatMap(List::stream).anyMatch(one -> one.person() != null);
        if (persons || seen.isEmpty()) {
            seen.add(Mark.NEW_CONTACT);
        }
        return seen;
    }

    private Result.Stages result(String dataset, List<StageFile.Row> truth, PrintStream out) {
        List<Asked> questions = truth.stream()
                .map(row -> new Asked(subject(row.account()), row.at(), row.stage()))
                .sorted(Comparator.comparing(Asked::at))
                .toList();
        var answers = new LinkedHashMap<String, List<StageScore.Case>>();
        answers.put("points", Asked.answered(questions, new KeyEvents()));
        answers.put("desire-path", Asked.answered(questions, new Filtered(prior, null)));
        answers.put("desire-path+em", trainedAnswers(questions, List.of(), out));
        if (!labels.isEmpty()) {
            answers.put("desire-path+labels", trainedAnswers(questions, labels, out));
        }
        var scores = new LinkedHashMap<String, StageScore>();
        answers.forEach((name, cases) -> scores.put(name, StageScore.of(cases)));
        return Result.Stages.of(dataset, questions.size(), scores);
    }

    private List<StageScore.Case> trainedAnswers(List<Asked> questions, List<StageFile.Row> known, PrintStream out) {
        return stretches(questions).parallelStream()
                .map(stretch ->
                        Asked.answered(stretch, trained(stretch.getFirst().at(), known, out)))
                .flatMap(List::stream)
                .toList();
    }

    /** About as many questions in each; those of one moment stay together. */
    private static List<List<Asked>> stretches(List<Asked> questions) {
        var stretches = new ArrayList<List<Asked>>();
        int from = 0;
        while (from < questions.size()) {
            int to = Math.min(
                    questions.size(), from + Math.ceilDiv(questions.size() - from, STRETCHES - stretches.size()));
            while (to < questions.size()
                    && questions.get(to).at().equals(questions.get(to - 1).at())) {
                to++;
            }
            stretches.add(questions.subList(from, to));
            from = to;
        }
        return stretches;
    }

    private StageMethod trained(Instant before, List<StageFile.Row> known, PrintStream out) {
        var byAccount = new TreeMap<String, List<StageLabel>>();
        for (StageFile.Row row : known) {
            byAccount
                    .computeIfAbsent(row.account(), account -> new ArrayList<>())
                    .add(new StageLabel(row.at(), row.stage()));
        }
        List<TrainingHistory> histories = subjects.entrySet().stream()
                .filter(one -> one.getValue().knownSince().isBefore(before))
                .map(one -> new TrainingHistory(
                        one.getValue().account(),
                        one.getValue().knownSince(),
                        one.getValue().observations(),
                        before,
                        byAccount.getOrDefault(one.getKey(), List.of())))
                .toList();
        if (histories.isEmpty()) {
            return new Filtered(prior, null);
        }
        out.printf("  training on %,d accounts before %s%n", histories.size(), before);
        return new Filtered(Training.train(prior, histories, TrainingSettings.DEFAULT, TrainingProgress.NONE));
    }

    private Subject subject(String account) {
        Subject subject = subjects.get(account);
        if (subject == null) {
            throw new IllegalStateException(account);
        }
        return subject;
    }
}
