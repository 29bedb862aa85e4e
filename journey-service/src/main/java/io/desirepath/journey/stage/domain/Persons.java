package io.desirepath.journey.stage.domain;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * People by a 64-bit fingerprint of their id: all that the filter must know of them is whether it has seen them before.
 * Two of an account's people share one with a probability below 1e-14; then the second is not taken for a new contact.
 */
public final class Persons {
    /** Stands for the account where no person is known. */
    static final long ACCOUNT_ITSELF = 1;

    static final long NOBODY = 0;

    private static final int CHARS_AT_ONCE = 4;

    private Persons() {}

    /**
     * The same for the same id for ever, because it is stored: four UTF-16 units at a time, mixed as MurmurHash3 finishes
     * (Appleby 2011).
     */
    public static long fingerprint(@Nullable String person) {
        if (person == null || person.isEmpty()) {
            return ACCOUNT_ITSELF;
        }
        long hash = person.length();
        int end = person.length() - person.length() % CHARS_AT_ONCE;
        for (int i = 0; i < end; i += CHARS_AT_ONCE) {
            hash = mix(hash
                    ^ (person.charAt(i)
                            | (long) person.charAt(i + 1) << 16
                            | (long) person.charAt(i + 2) << 32
                            | (long) person.charAt(i + 3) << 48));
        }
        long rest = 0;
        for (int i = end; i < person.length(); i++) {
            rest = rest << 16 | person.charAt(i);
        }
        hash = mix(mix(hash ^ rest));
        return hash == NOBODY || hash == ACCOUNT_ITSELF ? hash + 2 : hash;
    }

    private static long mix(long hash) {
        long mixed = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        return (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
    }

    /**
     * The identified people an account has shown, up to a number at which a buying group has long stopped to grow: a
     * state is rewritten with every event and must stay small. Who comes after those is never a new contact.
     */
    static final class Known {
        private long[] sorted = new long[8];
        private int size;

        void resume(long[] known) {
            if (sorted.length < known.length) {
                sorted = new long[known.length];
            }
            System.arraycopy(known, 0, sorted, 0, known.length);
            size = known.length;
        }

        /** Whether the person is new; known from now on. */
        boolean meet(long person) {
            int place = Arrays.binarySearch(sorted, 0, size, person);
            if (place >= 0 || size == JourneyState.MOST_KNOWN_PERSONS) {
                return false;
            }
            if (size == sorted.length) {
                sorted = Arrays.copyOf(sorted, 2 * size);
            }
            System.arraycopy(sorted, -place - 1, sorted, -place, size + place + 1);
            sorted[-place - 1] = person;
            size++;
            return true;
        }

        long[] array() {
            return Arrays.copyOf(sorted, size);
        }
    }
}
