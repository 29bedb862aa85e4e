package io.desirepath.persona.persona;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.PersonaId;
import io.desirepath.contracts.Stage;
import io.desirepath.contracts.condition.ActivityCondition;
import io.desirepath.persona.persona.PersonaReality.Purchases;
import io.desirepath.persona.persona.PersonaReality.Said;
import io.desirepath.persona.persona.domain.Claims;
import io.desirepath.persona.persona.domain.Claims.Tally;
import io.desirepath.persona.persona.domain.Frictions;
import io.desirepath.persona.profile.ProfileTransactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts what the contacts of a persona do beside what it claims. */
@ApplicationScoped
class ComparePersona {

    private static final int DAYS = ActivityCondition.MAX_DAYS;
    private static final int TOP = 20;

    private final ProfileTransactions transactions;
    private final FindPersona findPersona;
    private final PostgresBehaviour behaviour;
    private final AccountStages stages;

    ComparePersona(
            ProfileTransactions transactions,
            FindPersona findPersona,
            PostgresBehaviour behaviour,
            AccountStages stages) {
        this.transactions = transactions;
        this.findPersona = findPersona;
        this.behaviour = behaviour;
        this.stages = stages;
    }

    PersonaReality compare(PersonaId id) {
        PersonaRow persona = findPersona.active(id);
        return transactions.read(c -> compare(c, persona));
    }

    private PersonaReality compare(Connection c, PersonaRow persona) throws SQLException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        LocalDate after = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(DAYS);
        PersonaDescription claims = persona.description();
        List<Tally> touchpoints = behaviour.touchpoints(c, persona.id(), after);
        List<Tally> events = behaviour.events(c, persona.id(), after);
        Purchases purchases = behaviour.purchases(c, persona.id(), after);
        List<AccountId> accounts = behaviour.accounts(c, persona.id());
        Map<Stage, Long> standing = new TreeMap<>();
        stages.of(c, accounts).values().forEach(stage -> standing.merge(stage, 1L, Long::sum));
        return new PersonaReality(
                persona.id(),
                persona.version(),
                behaviour.contacts(c, persona.id()),
                DAYS,
                touchpoints.stream().mapToLong(Tally::count).sum(),
                new Said(claims.behaviours(), claims.painPoints(), claims.preferredTouchpoints()),
                Claims.compare(claims.preferredTouchpoints(), touchpoints),
                top(touchpoints),
                top(events),
                standing,
                events.stream().filter(e -> Frictions.isFriction(e.name())).toList(),
                purchases,
                now);
    }

    private static List<Tally> top(List<Tally> tallies) {
        return new ArrayList<>(tallies.subList(0, Math.min(TOP, tallies.size())));
    }
}
