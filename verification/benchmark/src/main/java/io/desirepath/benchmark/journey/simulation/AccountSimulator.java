package io.desirepath.benchmark.journey.simulation;

import io.desirepath.benchmark.journey.simulation.SimulatedAccount.Stay;
import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.MessageId;
import io.desirepath.contracts.Stage;
import io.desirepath.journey.stage.domain.Mark;
import io.desirepath.journey.stage.domain.Observation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Simulates one account from day 0 on: a semi-Markov path of stages, and Poisson events or bursts along it. */
final class AccountSimulator {
    private static final double SECONDS_PER_DAY = 86_400;
    private static final double SECONDS_WITHIN_BURST = 180;

    private final Scenario scenario;
    private final Parameters parameters;

    AccountSimulator(Scenario scenario, Parameters parameters) {
        this.scenario = scenario;
        this.parameters = parameters;
    }

    SimulatedAccount simulate(AccountId account, RandomGenerator random) {
        var draw = new Draw(account, random);
        draw.walk();
        draw.observations.sort(null);
        return new SimulatedAccount(account, draw.observations, draw.stays);
    }

    /** One account under way. Days are counted from day 0, as fractions. */
    private final class Draw {
        private final AccountId account;
        private final RandomGenerator random;
        private final double exposure;
        private final @Nullable Persons persons;
        private final List<Observation> observations = new ArrayList<>();
        private final List<Stay> stays = new ArrayList<>();

        Draw(AccountId account, RandomGenerator random) {
            this.account = account;
            this.random = random;
            exposure = scenario.exposure() == 0 ? 1 : erlang(scenario.exposure());
            persons = scenario.calendar() ? new Persons(account, random) : null;
        }

        void walk() {
            int stage = pick(parameters.start());
            double day = 0;
            while (day < SimulatedWorld.DAYS) {
                stays.add(new Stay(Stage.values()[stage], instant(day)));
                double end = Math.min(
                        SimulatedWorld.DAYS,
                        day + erlang(scenario.erlang()) * parameters.dwellDays()[stage]);
                if (persons == null) {
                    show(stage, day, end);
                } else {
                    showOfPersons(stage, day, end, persons);
                }
                day = end;
                stage = pick(parameters.jumps()[stage]);
            }
        }

        private void show(int stage, double from, double to) {
            for (Mark mark : Mark.values()) {
                double size = scenario.burstOf(mark);
                double rate = exposure * parameters.rates()[stage][mark.ordinal()] / size;
                for (double at = from + wait(rate); at < to; at += wait(rate)) {
                    burst(mark, at, size);
                }
            }
        }

        /** Geometric on 1, 2, …: after each event another one follows with probability {@code 1 - 1/size}. */
        private void burst(Mark mark, double day, double size) {
            double at = day;
            observe(mark, at, null);
            while (random.nextDouble() >= 1 / size) {
                at += random.nextExponential() * SECONDS_WITHIN_BURST / SECONDS_PER_DAY;
                observe(mark, at, null);
            }
        }

        /** Day by day, because weekends, seasons and who is there change the rates. */
        private void showOfPersons(int stage, double from, double to, Persons persons) {
            double joins = parameters.rates()[stage][Mark.NEW_CONTACT.ordinal()];
            for (double day = from; day < to; day = Math.floor(day) + 1) {
                double next = Math.min(to, Math.floor(day) + 1);
                persons.joinAndLeave(joins * (next - day), next - day);
                double activity = Calendar.activity((int) day) * persons.activity();
                for (Mark mark : Mark.values()) {
                    if (mark != Mark.NEW_CONTACT) {
                        double rate = activity * parameters.rates()[stage][mark.ordinal()];
                        for (double at = day + wait(rate); at < next; at += wait(rate)) {
                            observe(mark, at, persons.any());
                        }
                    }
                }
            }
        }

        private void observe(Mark mark, double day, @Nullable String person) {
            var id = new MessageId(account.value() + "-" + observations.size());
            observations.add(new Observation(instant(day), id, mark, person, mark.typicalEvent()));
        }

        private double wait(double rate) {
            return random.nextExponential() / rate;
        }

        /** Erlang of mean 1. */
        private double erlang(int phases) {
            double sum = 0;
            for (int i = 0; i < phases; i++) {
                sum += random.nextExponential();
            }
            return sum / phases;
        }

        private int pick(double[] shares) {
            double rest = random.nextDouble();
            for (int i = 0; i < shares.length - 1; i++) {
                rest -= shares[i];
                if (rest < 0) {
                    return i;
                }
            }
            return shares.length - 1;
        }
    }

    private static Instant instant(double day) {
        return SimulatedWorld.DAY_ZERO.plusSeconds((long) (day * SECONDS_PER_DAY));
    }
}
