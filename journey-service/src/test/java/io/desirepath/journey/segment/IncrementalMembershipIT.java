package io.desirepath.journey.segment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.desirepath.contracts.MembershipChanged.Trigger;
import io.desirepath.contracts.SegmentSubject;
import io.desirepath.contracts.condition.ActivityCondition;
import io.desirepath.journey.JourneyServiceIT;
import io.desirepath.journey.segment.domain.Definitions;
import io.desirepath.journey.segment.domain.Membership;
import io.desirepath.journey.segment.domain.Subject;
import io.desirepath.journey.segment.domain.SubjectFacts;
import io.desirepath.journey.stage.StageSweep;
import io.desirepath.service.version.Precondition;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random definitions, activity, profiles and silence, in any order: after every step the members are those that looking at
 * everybody afresh finds, and those that the feed adds up to.
 */
@QuarkusTest
@TestProfile(WithoutWorker.class)
class IncrementalMembershipIT extends JourneyServiceIT {

    private static final List<String> ACCOUNTS = List.of("A1", "A2", "A3", "A4", "A5", "A6");
    /** One is called like an account. */
    private static final List<String> CONTACTS = List.of("C1", "C2", "C3", "A1");

    private static final int STEPS = 40;

    @Inject
    KeepMemberships keep;

    @Inject
    EvaluateDefinitions walk;

    @Inject
    DefineSegments define;

    @Inject
    PostgresSegments segments;

    @Inject
    SegmentFacts facts;

    @Inject
    StageSweep sweep;

    private Instant now = Instant.EPOCH;
    private int messages;

    @BeforeEach
    void begin() {
        now = daysAgo(300).plusSeconds(3600);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void whatIsKeptIsWhatIsFoundAfresh(long seed) throws Exception {
        Random random = new Random(seed);
        RandomSegments definitions = new RandomSegments(random);
        for (int i = 0; i < 4; i++) {
            define(random, definitions);
        }
        settle();
        for (int step = 0; step < STEPS; step++) {
            String done = something(random, definitions);
            settle();
            assertThat(stored()).as("seed %d, step %d: %s", seed, step, done).isEqualTo(afresh());
            assertThat(replayed())
                    .as("the feed, seed %d, step %d: %s", seed, step, done)
                    .isEqualTo(stored());
            assertThat(rows("SELECT id FROM segment s WHERE members <> (SELECT count(*) FROM segment_member m"
                            + " WHERE m.segment_id = s.id)"))
                    .isEmpty();
        }
    }

    @Test
    void whomNoSegmentAsksForAnyMoreIsNotLookedAtAgain() throws Exception {
        execute("INSERT INTO segment_contact (contact_id, profiling, marketing_email, advertising, revision)"
                + " VALUES ('C1', 'GRANTED', 'UNKNOWN', 'UNKNOWN', 1)");
        batch(event("visit", "Page Viewed", "A1", "C1", now, "{}"));
        define.define(
                "visitors",
                new SegmentDescription(
                        "Visitors", null, SegmentSubject.CONTACT, new ActivityCondition(null, null, 1, 7)),
                Precondition.NONE);
        due("CONTACT", "C1", "PROFILE");
        settle();
        assertThat(rows("SELECT subject_id FROM segment_recheck WHERE subject = 'CONTACT'"))
                .containsExactly("C1");

        define.delete("visitors", Precondition.NONE);
        settle();
        now = now.plus(Duration.ofDays(2));
        settle();

        assertThat(rows("SELECT subject_id FROM segment_recheck WHERE subject = 'CONTACT'"))
                .isEmpty();
    }

    private String something(Random random, RandomSegments definitions) throws SQLException {
        return switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> activity(random);
            case 4 -> anonymous(random);
            case 5, 6 -> pass(Duration.ofHours(1 + random.nextInt(60)));
            case 7 -> pass(Duration.ofDays(1 + random.nextInt(25)));
            case 8 -> account(random);
            case 9 -> contact(random, definitions);
            case 10 -> reorder(random);
            default -> random.nextInt(4) == 0 ? delete(random) : define(random, definitions);
        };
    }

    private String activity(Random random) {
        String account = pick(random, ACCOUNTS);
        List<String> events = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            String id = "m" + messages++;
            Instant at = random.nextInt(4) == 0 ? now.minus(Duration.ofDays(random.nextInt(9))) : now.minusSeconds(i);
            events.add(
                    random.nextInt(3) == 0
                            ? order(id, account, at, 1)
                            : event(
                                    id,
                                    pick(random, RandomSegments.EVENTS.subList(0, 3)),
                                    account,
                                    random.nextBoolean() ? pick(random, CONTACTS) : null,
                                    at,
                                    "{}"));
        }
        batch(events);
        return "activity of " + account;
    }

    /** What a visitor does counts for an account once the visitor is known, and for another if that was said earlier. */
    private String anonymous(Random random) {
        String visitor = "v" + random.nextInt(3);
        String account = pick(random, ACCOUNTS);
        String contact = pick(random, CONTACTS);
        post("/v1/track", """
                {"type":"track","messageId":"m%d","event":"Quote Requested","anonymousId":"%s","timestamp":"%s"}""".formatted(messages++, visitor, now)).statusCode(200);
        if (random.nextBoolean()) {
            post("/v1/group", """
                    {"messageId":"m%d","anonymousId":"%s","userId":"%s","groupId":"%s","timestamp":"%s"}""".formatted(
                            messages++, visitor, contact, account, now.minus(Duration.ofDays(random.nextInt(4)))))
                    .statusCode(200);
        }
        return "visitor " + visitor + " of " + account;
    }

    private String pass(Duration time) throws SQLException {
        now = now.plus(time);
        sweep.run(now);
        return "silence of " + time;
    }

    private String account(Random random) throws SQLException {
        String account = pick(random, ACCOUNTS);
        execute(
                random.nextInt(4) == 0
                        ? "DELETE FROM segment_account WHERE account_id = '" + account + "'"
                        : """
                INSERT INTO segment_account (account_id, country, employees, revision) VALUES ('%s', '%s', %d, 1)
                ON CONFLICT (account_id) DO UPDATE SET country = excluded.country, employees = excluded.employees""".formatted(account, pick(random, List.of("DE", "GB")), random.nextInt(100)));
        due("ACCOUNT", account, "PROFILE");
        return "profile of account " + account;
    }

    private String contact(Random random, RandomSegments definitions) throws SQLException {
        String contact = pick(random, CONTACTS);
        List<String> before =
                rows("SELECT account_id FROM segment_contact_account WHERE contact_id = '" + contact + "'");
        execute("DELETE FROM segment_contact_account WHERE contact_id = '" + contact + "'");
        execute("DELETE FROM segment_contact WHERE contact_id = '" + contact + "'");
        Set<String> accounts = new TreeSet<>(before);
        if (random.nextInt(5) > 0) {
            execute("""
                    INSERT INTO segment_contact (contact_id, role, persona_id, persona_probability, profiling,
                        marketing_email, advertising, revision)
                    VALUES ('%s', '%s', 'buyer', %s, '%s', 'UNKNOWN', 'UNKNOWN', 1)""".formatted(
                            contact,
                            definitions.role(),
                            random.nextInt(10) / 10.0,
                            random.nextInt(4) == 0 ? "DENIED" : "GRANTED"));
            for (int i = random.nextInt(3); i > 0; i--) {
                String account = pick(random, ACCOUNTS);
                accounts.add(account);
                execute("INSERT INTO segment_contact_account VALUES ('" + contact + "', '" + account
                        + "') ON CONFLICT DO NOTHING");
            }
        }
        due("CONTACT", contact, "PROFILE");
        // Also those for which the contact has acted: what somebody does who denies to be profiled does not count.
        accounts.addAll(rows("SELECT DISTINCT account_id FROM activity WHERE contact_id = '" + contact
                + "' AND account_id IS NOT NULL"));
        for (String account : accounts) {
            due("ACCOUNT", account, "PROFILE");
        }
        return "profile of contact " + contact;
    }

    private String reorder(Random random) throws SQLException {
        String account = pick(random, ACCOUNTS);
        execute("DELETE FROM segment_reorder WHERE account_id = '" + account + "'");
        if (random.nextBoolean()) {
            execute("INSERT INTO segment_reorder VALUES ('%s', 'P', '%s', now())"
                    .formatted(account, pick(random, List.of("OVERDUE", "LAPSED"))));
        }
        due("ACCOUNT", account, "REORDER");
        return "reorders of " + account;
    }

    private void due(String subject, String id, String trigger) throws SQLException {
        execute("INSERT INTO segment_due (subject, subject_id, trigger) VALUES ('%s', '%s', '%s')"
                .formatted(subject, id, trigger));
    }

    private String define(Random random, RandomSegments definitions) throws SQLException {
        SegmentSubject subject = random.nextInt(3) == 0 ? SegmentSubject.CONTACT : SegmentSubject.ACCOUNT;
        String id = (subject == SegmentSubject.CONTACT ? "contacts-" : "accounts-") + random.nextInt(4);
        List<String> others = new ArrayList<>(List.of("stage-awareness", "advocates"));
        for (String known : rows("SELECT id FROM segment WHERE NOT built_in AND state <> 'DELETING' ORDER BY id")) {
            if (known.compareTo(id) < 0) {
                others.add(known);
            }
        }
        define.define(
                id,
                new SegmentDescription("Some", null, subject, definitions.condition(subject, 2, others)),
                Precondition.NONE);
        return "definition of " + id;
    }

    private String delete(Random random) throws SQLException {
        List<String> known = rows("SELECT id FROM segment WHERE NOT built_in AND state <> 'DELETING' ORDER BY id");
        String id = known.isEmpty() ? "" : pick(random, known);
        try (Connection c = database.getConnection()) {
            if (!id.isEmpty() && segments.definitions(c).usersOf(id).isEmpty()) {
                define.delete(id, Precondition.NONE);
            }
        }
        return "deletion of " + id;
    }

    /** In small pieces, so that what comes between them matters. */
    private void settle() {
        boolean more = true;
        while (more) {
            more = keep.next(now, 3).more();
            more |= walk.next(now, 2);
        }
    }

    private Set<String> stored() {
        return new TreeSet<>(rows("SELECT segment_id, subject_id FROM segment_member"));
    }

    private Set<String> afresh() throws SQLException {
        Map<Subject, Trigger> everybody = new HashMap<>();
        rows("SELECT account_id FROM account_stage UNION SELECT account_id FROM segment_account")
                .forEach(id -> everybody.put(Subject.account(id), Trigger.DEFINITION));
        rows("SELECT contact_id FROM segment_contact")
                .forEach(id -> everybody.put(Subject.contact(id), Trigger.DEFINITION));
        Set<String> found = new TreeSet<>();
        try (Connection c = database.getConnection()) {
            Definitions all = segments.definitions(c);
            SegmentFacts.Batch batch = facts.load(c, all, everybody, now);
            for (Subject subject : batch.subjects()) {
                SubjectFacts known = batch.facts(subject);
                Set<String> in = known == null
                        ? Set.of()
                        : Membership.of(all.of(subject.kind()), known, Set.of()).segments();
                batch.found(subject, in);
                in.forEach(segment -> found.add(segment + "|" + subject.id()));
            }
        }
        return found;
    }

    /** Nobody enters twice or leaves what they are not in. */
    private Set<String> replayed() throws Exception {
        Set<String> members = new TreeSet<>();
        for (String row : rows("SELECT payload FROM feed_memberships ORDER BY xid, seq")) {
            JsonNode change = JSON.readTree(row);
            String id = change.path(change.path("subject").asText().equals("ACCOUNT") ? "accountId" : "contactId")
                    .asText();
            String member = change.path("segmentId").asText() + "|" + id;
            assertThat(
                            change.path("type").asText().equals("segment.entered")
                                    ? members.add(member)
                                    : members.remove(member))
                    .as(row)
                    .isTrue();
        }
        return members;
    }

    private static <T> T pick(Random random, List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
