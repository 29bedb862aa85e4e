package io.desirepath.journey.stage.training.domain;

/** Whoever waits for a training run: hears how far it is, and may end it. Called on the training thread. */
public interface TrainingProgress {
    /** Nobody listens, nobody ends it. */
    TrainingProgress NONE = done -> {};

    /**
     * @param done which round of EM has ended, how many there are at most, and the log likelihood at its beginning
     */
    void ended(Round done);

    /** Asked for every account: true ends the run with a {@link java.util.concurrent.CancellationException}. */
    default boolean cancelled() {
        return false;
    }

    /**
     * One round of EM.
     *
     * @param number counted from 1
     * @param of how many there are at most
     * @param logLikelihood of the histories, in nats, under the parameters that the round began with
     */
    record Round(int number, int of, double logLikelihood) {}
}
