package io.desirepath.persona.buyinggroup.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;

/**
 * How engaged somebody is, in [0, 1): {@code 1 - exp(-x / scale)}, where x is the sum over the UTC days on which the
 * person did anything of {@code 0.5^(age / halfLife)}, age in days. A day counts once, however much happens on it, so
 * that nobody who clicks a lot outweighs somebody who keeps coming back; and old days fade.
 *
 * @param halfLife after which a day counts half
 * @param scale how many present days make an engagement of 1 - 1/e, about 0.63
 */
public record Engagement(Duration halfLife, double scale) {

    private static final double SECONDS_PER_DAY = 86_400;

    public Engagement {
        if (!halfLife.isPositive() || !(scale > 0)) {
            throw new IllegalArgumentException("half-life and scale must be above zero");
        }
    }

    /** @param days on which the person did anything, each once; days after {@code asOf} count as today */
    public double of(Collection<LocalDate> days, Instant asOf) {
        LocalDate today = asOf.atZone(ZoneOffset.UTC).toLocalDate();
        double halfLifeDays = halfLife.toSeconds() / SECONDS_PER_DAY;
        double presence = days.stream()
                .mapToDouble(day -> Math.pow(0.5, Math.max(0, today.toEpochDay() - day.toEpochDay()) / halfLifeDays))
                .sum();
        return 1 - Math.exp(-presence / scale);
    }
}
