package io.desirepath.journey.stage.domain;

import java.util.List;

/**
 * How much one more sign of a mark counts. Per mark and UTC day the k-th distinct person weighs 1/k for k up to three and
 * nothing after; one person counts once a day, so that a session is one piece of evidence and not thirty.
 */
final class Presence {
    /** Stands for the account where no person is known; no person's id is empty. */
    static final String ACCOUNT_ITSELF = "";

    private static final int COUNTED_PERSONS = 3;

    private Presence() {}

    /**
     * @param today who has been counted today, in order
     * @return the weight, 0 to 1
     */
    static double weight(List<String> today, String person) {
        return today.contains(person) ? 0 : weightOfNext(today);
    }

    static double weightOfNext(List<String> today) {
        return today.size() < COUNTED_PERSONS ? 1.0 / (today.size() + 1) : 0;
    }
}
