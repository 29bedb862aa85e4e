package io.desirepath.journey.stage;

import io.desirepath.contracts.AccountId;
import io.desirepath.journey.stage.FamilyJourneysAnswer.Family;
import io.desirepath.journey.stage.domain.JourneyState;
import io.desirepath.journey.stage.domain.Mark;
import io.desirepath.journey.stage.domain.Observation;
import io.desirepath.journey.stage.domain.PurchaseBridge;
import io.desirepath.journey.stage.domain.StageFilter;
import io.desirepath.journey.stage.domain.StageModel;
import io.desirepath.journey.stage.domain.Standing;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Where an account stands with each product family: the same model, walked over the activities that name the family, with
 * only the marks that a product can be named with. That a family sees a part of the account's activity only is what the
 * exposure is for.
 */
@Singleton
class ReadFamilyJourneys {

    /** As in the evidence for a headline: with fewer, the answer would be the model's start. */
    private static final int ENOUGH = 5;

    private static final int MOST_FAMILIES = 50;
    private static final int MOST_ACTIVITIES = 20_000;
    private static final Duration LOOK_BACK = Duration.ofDays(730);
    private static final int HORIZON_DAYS = 30;

    private static final Set<Mark> OF_PRODUCTS = EnumSet.of(
            Mark.PAGE_VIEW,
            Mark.CONTENT,
            Mark.PRICING,
            Mark.COMPARE,
            Mark.SAMPLE,
            Mark.RFQ,
            Mark.QUOTE,
            Mark.CART,
            Mark.CHECKOUT,
            Mark.ORDER,
            Mark.SUPPORT,
            Mark.REVIEW_POSITIVE);

    private final DataSource database;
    private final PostgresJourneys journeys;
    private final FamilyHistory history;
    private final CurrentModel models;
    private volatile @Nullable FamilyModel latest;

    ReadFamilyJourneys(DataSource database, PostgresJourneys journeys, FamilyHistory history, CurrentModel models) {
        this.database = database;
        this.journeys = journeys;
        this.history = history;
        this.models = models;
    }

    /** @param whole the model that it is the part of */
    private record FamilyModel(ModelAtWork whole, StageFilter filter, PurchaseBridge bridge) {

        static FamilyModel of(ModelAtWork whole) {
            StageModel model = whole.filter().model();
            Set<Mark> measured = EnumSet.copyOf(OF_PRODUCTS);
            measured.retainAll(model.measured());
            StageModel part = measured.isEmpty() ? model : model.withMeasured(measured);
            return new FamilyModel(whole, new StageFilter(part), new PurchaseBridge(part));
        }
    }

    /** Of the model in use; made anew only if that has changed, because its tables take a while. */
    private FamilyModel model() {
        ModelAtWork whole = models.get();
        FamilyModel model = latest;
        if (model == null || model.whole() != whole) {
            model = FamilyModel.of(whole);
            latest = model;
        }
        return model;
    }

    /** Empty if nothing was ever recorded for the account. */
    Optional<FamilyJourneysAnswer> read(AccountId account, Instant now) throws SQLException {
        try (Connection c = database.getConnection()) {
            return journeys.find(c, account).isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            answer(account, history.byFamily(c, account, now.minus(LOOK_BACK), MOST_ACTIVITIES), now));
        }
    }

    private FamilyJourneysAnswer answer(AccountId account, Map<String, List<Observation>> byFamily, Instant now) {
        FamilyModel model = model();
        List<Family> families = byFamily.entrySet().stream()
                .filter(family -> family.getValue().size() >= ENOUGH)
                .sorted(Comparator.comparing(family -> -family.getValue().size()))
                .limit(MOST_FAMILIES)
                .map(family -> family(model, family.getKey(), family.getValue(), now))
                .toList();
        long tooFew = byFamily.values().stream()
                .filter(observations -> observations.size() < ENOUGH)
                .count();
        return new FamilyJourneysAnswer(
                account.value(), families, tooFew, model.whole().version(), now);
    }

    private static Family family(FamilyModel model, String name, List<Observation> observations, Instant now) {
        StageFilter filter = model.filter();
        JourneyState start = filter.start(observations.getFirst().at());
        JourneyState state = new Replay(filter).walk(start, 0, observations).state();
        Standing standing = filter.asOf(state, now);
        return new Family(
                name,
                standing.stage(),
                standing.since(),
                standing.probabilities(),
                model.bridge().orderWithin(standing, HORIZON_DAYS),
                observations.size(),
                observations.getLast().at());
    }
}
