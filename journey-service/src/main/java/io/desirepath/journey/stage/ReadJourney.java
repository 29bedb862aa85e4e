package io.desirepath.journey.stage;

import io.desirepath.contracts.AccountId;
import io.desirepath.journey.stage.JourneyAnswer.Evidence;
import io.desirepath.journey.stage.domain.Contribution;
import io.desirepath.journey.stage.domain.Explanation;
import io.desirepath.journey.stage.domain.JourneyState;
import io.desirepath.journey.stage.domain.PurchaseFeatures.Order;
import io.desirepath.journey.stage.domain.StageExplanation;
import io.desirepath.journey.stage.domain.Standing;
import io.desirepath.journey.stage.domain.Taxonomy;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Says where an account stands and why, from the last stretch of its journey. Writes nothing. */
@Singleton
class ReadJourney {

    private static final int HORIZON_DAYS = 30;
    private static final Instant UNBOUNDED = Instant.parse("9999-01-01T00:00:00Z");
    private static final int MOST_SILENCES = 3;
    private static final int NEWEST_EVENTS = 3;

    private final DataSource database;
    private final FindStretch stretches;
    private final OrderHistory orders;
    private final CurrentModel models;

    ReadJourney(DataSource database, FindStretch stretches, OrderHistory orders, CurrentModel models) {
        this.database = database;
        this.stretches = stretches;
        this.orders = orders;
        this.models = models;
    }

    /** Empty if nothing was ever recorded for the account. */
    Optional<JourneyAnswer> read(AccountId account, Instant now) throws SQLException {
        ModelAtWork model = models.get();
        try (Connection c = database.getConnection()) {
            Optional<Stretch> stretch = stretches.now(c, account, model.filter());
            return stretch.isEmpty()
                    ? Optional.empty()
                    : Optional.of(answer(model, stretch.get(), orders(c, model, account, now, null), now, null));
        }
    }

    /** Empty if nothing had happened for the account by then, or nothing had arrived of it. */
    Optional<JourneyAnswer> read(AccountId account, Past past) throws SQLException {
        ModelAtWork model = models.get();
        try (Connection c = database.getConnection()) {
            Optional<Stretch> stretch = stretches.asOf(c, account, model.filter(), past);
            return stretch.isEmpty()
                    ? Optional.empty()
                    : Optional.of(answer(
                            model,
                            stretch.get(),
                            orders(c, model, account, past.at(), past.knownAt()),
                            past.at(),
                            past.knownAt()));
        }
    }

    /** Only if something is made of them. */
    private List<Order> orders(
            Connection c, ModelAtWork model, AccountId account, Instant at, @Nullable Instant knownAt)
            throws SQLException {
        return model.purchaseHead() == null
                ? List.of()
                : orders.before(c, List.of(account), at.plusMillis(1), knownAt == null ? UNBOUNDED : knownAt)
                        .getOrDefault(account, List.of());
    }

    private static JourneyAnswer answer(
            ModelAtWork model, Stretch stretch, List<Order> orders, Instant at, @Nullable Instant knownAt) {
        JourneyState state = stretch.end(model.filter());
        Standing standing = model.filter().asOf(state, at);
        Taxonomy taxonomy = model.filter().model().taxonomy();
        boolean detailed = !taxonomy.isPublic();
        Explanation why = model.explanation().explain(stretch.from(), stretch.evidence(), at, Integer.MAX_VALUE);
        return new JourneyAnswer(
                stretch.account().value(),
                standing.stage(),
                standing.since(),
                standing.probabilities(),
                why.against(),
                told(why.contributions()).stream().map(ReadJourney::evidence).toList(),
                model.explanation().wouldChange(state, at).stream()
                        .map(change ->
                                new JourneyAnswer.Change(change.event(), change.newStage(), change.probability()))
                        .toList(),
                model.orderWithin(standing, orders, HORIZON_DAYS),
                standing.exposure(),
                forecast(model, standing),
                model.calibration() == null ? null : model.calibrated(standing.probabilities()),
                model.version(),
                at,
                stretch.replaying(),
                knownAt,
                detailed ? taxonomy.name() : null,
                detailed
                        ? taxonomy.likeliest(standing.belief(), standing.stage())
                                .name()
                        : null,
                detailed ? taxonomy.byState(standing.belief()) : null);
    }

    private static JourneyAnswer.Forecast forecast(ModelAtWork model, Standing standing) {
        return new JourneyAnswer.Forecast(
                model.forecast().stagesIn(standing.belief(), HORIZON_DAYS),
                model.forecast().expectedDaysToNextStage(standing.belief()),
                model.forecast().nextStage(standing.belief()));
    }

    /**
     * The largest, always with the newest events: who has just acted looks for it here. Not all of it silence, because
     * between events there are as many gaps as events.
     */
    private static List<Contribution> told(List<Contribution> largestFirst) {
        List<Contribution.Event> newest = largestFirst.stream()
                .filter(Contribution.Event.class::isInstance)
                .map(Contribution.Event.class::cast)
                .filter(event -> event.contribution() != 0)
                .sorted(Comparator.comparing(Contribution.Event::at).reversed())
                .limit(NEWEST_EVENTS)
                .toList();
        List<Contribution> told = new ArrayList<>();
        int room = StageExplanation.DEFAULT_LIMIT - newest.size();
        int silences = 0;
        for (Contribution contribution : largestFirst) {
            boolean silence = contribution instanceof Contribution.Silence;
            if (newest.contains(contribution)) {
                told.add(contribution);
            } else if (room > 0 && (!silence || silences < MOST_SILENCES)) {
                told.add(contribution);
                room--;
                silences += silence ? 1 : 0;
            }
        }
        return told;
    }

    private static Evidence evidence(Contribution contribution) {
        return switch (contribution) {
            case Contribution.Event e ->
                new Evidence(
                        e.messageId().value(), e.event(), e.person(), e.at(), null, null, e.contribution(), e.text());
            case Contribution.Silence s ->
                new Evidence(null, JourneyAnswer.SILENCE, null, null, s.from(), s.to(), s.contribution(), s.text());
        };
    }
}
