package io.desirepath.journey.stage.domain;

import java.util.Arrays;

/**
 * Who was counted today. Per mark and UTC day the k-th distinct person weighs 1/k for k up to three and nothing after; one
 * person counts once a day, so that a session is one piece of evidence and not thirty.
 */
final class Presence {
    /** Three places for each mark, taken in order. */
    private final long[] persons = new long[Mark.values().length * JourneyState.COUNTED_PERSONS];

    private boolean empty = true;

    void resume(long[] places) {
        System.arraycopy(places, 0, persons, 0, persons.length);
        empty = false;
    }

    /** Counts the person, and says with what weight: 0 to 1. */
    double count(Mark mark, long person) {
        int first = mark.ordinal() * JourneyState.COUNTED_PERSONS;
        for (int k = 0; k < JourneyState.COUNTED_PERSONS; k++) {
            long counted = persons[first + k];
            if (counted == person) {
                return 0;
            }
            if (counted == Persons.NOBODY) {
                persons[first + k] = person;
                empty = false;
                return 1.0 / (k + 1);
            }
        }
        return 0;
    }

    /** The weight of one more person who has not been counted today. */
    double weightOfNext(Mark mark) {
        int first = mark.ordinal() * JourneyState.COUNTED_PERSONS;
        for (int k = 0; k < JourneyState.COUNTED_PERSONS; k++) {
            if (persons[first + k] == Persons.NOBODY) {
                return 1.0 / (k + 1);
            }
        }
        return 0;
    }

    void forget() {
        if (!empty) {
            Arrays.fill(persons, Persons.NOBODY);
            empty = true;
        }
    }

    /** Not a copy. */
    long[] places() {
        return persons;
    }
}
