package io.desirepath.journey.stage.domain;

import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.Stage;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says in plain English what a shift of the belief means for one stage against another. */
final class Sentences {
    private static final double NO_DIFFERENCE = 1.05;

    private final Evidence evidence;

    Sentences(Evidence evidence) {
        this.evidence = evidence;
    }

    Contribution.Event event(Shift.Event shift, Stage stage, Stage against) {
        Observation observation = shift.observation();
        String event = shift.mark() == Mark.NEW_CONTACT ? Mark.NEW_CONTACT.typicalEvent() : observation.event();
        double logRatio = evidence.logRatio(shift, stage, against);
        return new Contribution.Event(
                observation.messageId(),
                event,
                shift.mark(),
                observation.person(),
                observation.at(),
                shift.weight() * logRatio,
                comparison(event + by(observation.role()), logRatio, stage, against)
                        + weighed(shift)
                        + unsure(observation));
    }

    Contribution.Silence silence(Shift.Silence shift, Stage stage, Stage against) {
        double change =
                shift.logChange().get(stage.ordinal()) - shift.logChange().get(against.ordinal());
        return new Contribution.Silence(shift.from(), shift.to(), change, passed(shift, change, stage, against));
    }

    private static String by(@Nullable BuyingRole role) {
        return role == null ? "" : " by someone in the role " + role;
    }

    private static String comparison(String event, double logRatio, Stage stage, Stage against) {
        double ratio = Math.exp(Math.abs(logRatio));
        if (ratio < NO_DIFFERENCE) {
            return "%s is about as likely in %s as in %s".formatted(event, stage, against);
        }
        Stage likelier = logRatio > 0 ? stage : against;
        Stage other = logRatio > 0 ? against : stage;
        return "%s is %s as likely in %s as in %s".formatted(event, times(ratio), likelier, other);
    }

    private static String weighed(Shift.Event shift) {
        double share = shift.weight() / shift.observation().confidence();
        if (share == 1) {
            return "";
        }
        return share == 0
                ? ", but adds nothing to what was seen earlier that day"
                : ", counted %s because others had shown it that day".formatted(share > .4 ? "half" : "a third");
    }

    private static String unsure(Observation observation) {
        return observation.confidence() == 1
                ? ""
                : ", with a weight of %s because it is not certain that it was for this account"
                        .formatted(observation.confidence());
    }

    private static String passed(Shift.Silence shift, double change, Stage stage, Stage against) {
        String length = length(Duration.between(shift.from(), shift.to()));
        double ratio = Math.exp(Math.abs(change));
        if (ratio < NO_DIFFERENCE) {
            return "After %s without activity, %s against %s stands about as before".formatted(length, stage, against);
        }
        Stage gains = change > 0 ? stage : against;
        Stage loses = change > 0 ? against : stage;
        return "After %s without activity, %s is %s as likely against %s as before"
                .formatted(length, gains, times(ratio), loses);
    }

    private static String times(double ratio) {
        if (ratio >= 1000) {
            return "over 1000 times";
        }
        String number = String.format(Locale.ROOT, ratio < 9.95 ? "%.1f" : "%.0f", ratio);
        return (number.endsWith(".0") ? number.substring(0, number.length() - 2) : number) + " times";
    }

    private static String length(Duration duration) {
        if (duration.toDays() >= 2) {
            return duration.toDays() + " days";
        }
        if (duration.toHours() >= 2) {
            return duration.toHours() + " hours";
        }
        return duration.toMinutes() == 1 ? "1 minute" : duration.toMinutes() + " minutes";
    }
}
