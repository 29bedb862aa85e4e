package io.desirepath.benchmark.journey.simulation;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Days on which companies do more or less, 1 on average over a usual week. */
final class Calendar {
    private static final double ON_WEEKENDS = .2;
    private static final double ON_WEEKDAYS = (7 - 2 * ON_WEEKENDS) / 5;
    private static final double ON_HOLIDAYS = .1;
    private static final double SEASON = .4;
    private static final int HOLIDAYS_FROM = 212;
    private static final int HOLIDAYS_TO = 226;

    private Calendar() {}

    /** @param day counted from the simulation's first */
    static double activity(int day) {
        LocalDate date =
                LocalDate.ofInstant(SimulatedWorld.DAY_ZERO, ZoneOffset.UTC).plusDays(day);
        boolean weekend = date.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
        double season = 1 + SEASON * Math.sin(2 * Math.PI * day / 365);
        double holidays = day >= HOLIDAYS_FROM && day < HOLIDAYS_TO ? ON_HOLIDAYS : 1;
        return season * holidays * (weekend ? ON_WEEKENDS : ON_WEEKDAYS);
    }
}
