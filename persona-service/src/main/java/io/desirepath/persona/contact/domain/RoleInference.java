package io.desirepath.persona.contact.domain;

import io.desirepath.contracts.BuyingRole;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Guesses the part somebody plays in the buying group from title and department. Each phrase that is found speaks for a
 * role with a weight; several for the same role add up as independent witnesses do, {@code 1 - ∏(1 - w)}. A phrase
 * within a longer one that was found says nothing. The confidence is the strongest role's score times its share of all
 * scores, so that a title which speaks for two roles is sure of neither.
 */
public final class RoleInference {

    private static final double MIN_CONFIDENCE = 0.25;

    /** Where a phrase speaks. */
    public enum Place {
        TITLE,
        DEPARTMENT
    }

    /** @param weight in (0, 1): how probable the role is if nothing else is known */
    public record RoleClue(BuyingRole role, Place place, Phrase phrase, double weight) {
        public RoleClue {
            if (!(weight > 0 && weight < 1)) {
                throw new IllegalArgumentException("a clue's weight is between 0 and 1");
            }
        }
    }

    public record SeniorityClue(Seniority seniority, Phrase phrase) {}

    /**
     * @param confidence in (0, 1), two digits
     * @param words what spoke for the role, in the order of the text
     */
    public record Guess(BuyingRole role, double confidence, List<String> words) {
        public Guess {
            words = List.copyOf(words);
        }
    }

    private record Found(RoleClue clue, Words.Span span) {}

    private final List<RoleClue> roleClues;
    private final List<SeniorityClue> seniorityClues;

    public RoleInference(List<RoleClue> roleClues, List<SeniorityClue> seniorityClues) {
        this.roleClues = List.copyOf(roleClues);
        this.seniorityClues = List.copyOf(seniorityClues);
    }

    /** @return empty if nothing, or nothing clear, speaks for any role */
    public Optional<Guess> role(@Nullable String title, @Nullable String department) {
        Map<BuyingRole, Double> doubts = new EnumMap<>(BuyingRole.class);
        Map<BuyingRole, Set<String>> words = new EnumMap<>(BuyingRole.class);
        listen(Place.TITLE, Words.of(title), doubts, words);
        listen(Place.DEPARTMENT, Words.of(department), doubts, words);
        Optional<Map.Entry<BuyingRole, Double>> strongest =
                doubts.entrySet().stream().min(Map.Entry.comparingByValue());
        if (strongest.isEmpty()) {
            return Optional.empty();
        }
        BuyingRole role = strongest.get().getKey();
        double score = 1 - strongest.get().getValue();
        double all = doubts.values().stream().mapToDouble(doubt -> 1 - doubt).sum();
        double confidence = Math.round(100 * score * score / all) / 100.0;
        return confidence < MIN_CONFIDENCE
                ? Optional.empty()
                : Optional.of(new Guess(role, confidence, List.copyOf(words.getOrDefault(role, Set.of()))));
    }

    /** A title leads with the rank, so the first phrase counts, and the longest of those that begin there. */
    public Optional<Seniority> seniority(@Nullable String title) {
        Words words = Words.of(title);
        record Rank(Seniority seniority, Words.Span span) {}
        return seniorityClues.stream()
                .flatMap(clue -> words.find(clue.phrase()).stream().map(span -> new Rank(clue.seniority(), span)))
                .min(Comparator.<Rank>comparingInt(rank -> rank.span.from())
                        .thenComparingInt(rank -> -rank.span.to())
                        .thenComparing(Rank::seniority))
                .map(Rank::seniority);
    }

    private void listen(Place place, Words text, Map<BuyingRole, Double> doubts, Map<BuyingRole, Set<String>> words) {
        List<Found> all = new ArrayList<>();
        for (RoleClue clue : roleClues) {
            if (clue.place == place) {
                text.find(clue.phrase).forEach(span -> all.add(new Found(clue, span)));
            }
        }
        all.stream()
                .filter(found -> all.stream().noneMatch(other -> found.span.isWithin(other.span)))
                .sorted(Comparator.comparingInt(found -> found.span.from()))
                .forEach(found -> {
                    BuyingRole role = found.clue.role;
                    doubts.merge(role, 1 - found.clue.weight, (one, two) -> one * two);
                    words.computeIfAbsent(role, key -> new LinkedHashSet<>()).add(text.text(found.span));
                });
    }
}
