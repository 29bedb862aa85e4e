package io.desirepath.persona.persona.domain;

import java.util.List;

/**
 * What makes a contact one of a persona.
 *
 * @param base natural log-odds of the persona against "none of them" before anything is known, -10 to 10
 * @param lines at most 50
 */
public record Scorecard(double base, List<ScoreLine> lines) {

    private static final double MAX_BASE = 10;
    private static final int MAX_LINES = 50;

    public Scorecard {
        if (!(Math.abs(base) <= MAX_BASE)) {
            throw new IllegalArgumentException("base: must be from -10 to 10");
        }
        if (lines == null || lines.size() > MAX_LINES || lines.stream().anyMatch(line -> line == null)) {
            throw new IllegalArgumentException("lines: must be a list of at most " + MAX_LINES + ", none of them null");
        }
        lines = List.copyOf(lines);
    }
}
