package io.desirepath.journey.stage;

import io.desirepath.contracts.StageWithdrawn;

/** What others are told of an account. */
sealed interface Announcement permits Publication, Announcement.Withdrawal {

    /** Of the last thing told. */
    long revision();

    /** All that was told before holds no longer. */
    record Withdrawal(StageWithdrawn withdrawn) implements Announcement {
        @Override
        public long revision() {
            return withdrawn.revision();
        }
    }
}
