package io.desirepath.benchmark.journey.simulation;

import io.desirepath.contracts.AccountId;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** The persons of an account, who join and leave; one stays in any case. */
final class Persons {
    private static final double MEAN_DAYS = 90;
    private static final double USUAL = 2;

    private final AccountId account;
    private final RandomGenerator random;
    private final List<String> present = new ArrayList<>();
    private int seen;

    Persons(AccountId account, RandomGenerator random) {
        this.account = account;
        this.random = random;
        join();
        while (random.nextDouble() < .4) {
            join();
        }
    }

    /** @param expected how many join on average in these days */
    void joinAndLeave(double expected, double days) {
        for (int i = present.size() - 1; i >= 0; i--) {
            if (random.nextDouble() < -Math.expm1(-days / MEAN_DAYS) && present.size() > 1) {
                present.remove(i);
            }
        }
        for (double at = random.nextExponential(); at < expected; at += random.nextExponential()) {
            join();
        }
    }

    /** How much the account does for the persons it has: half of it whoever is there, half by their number. */
    double activity() {
        return .5 + .5 * present.size() / USUAL;
    }

    String any() {
        return present.get(random.nextInt(present.size()));
    }

    private void join() {
        present.add(account.value() + "-person-" + seen++);
    }
}
