package io.desirepath.journey.segment;

import io.desirepath.contracts.MembershipChanged.Trigger;
import io.desirepath.contracts.ProblemType;
import io.desirepath.contracts.SegmentSubject;
import io.desirepath.journey.segment.domain.Definition;
import io.desirepath.journey.segment.domain.Definitions;
import io.desirepath.journey.segment.domain.InvalidSegmentException;
import io.desirepath.journey.segment.domain.Membership;
import io.desirepath.journey.segment.domain.Subject;
import io.desirepath.journey.segment.domain.SubjectFacts;
import io.desirepath.service.problem.ProblemException;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Says for whom a condition would hold, without storing anything. */
@Singleton
class PreviewSegment {

    private static final int MOST_EXAMPLES = 10;
    /** No segment's id, because of the blank. */
    private static final String ID = "the preview";

    private final DataSource database;
    private final PostgresSegments segments;
    private final PostgresWork work;
    private final SegmentFacts facts;
    private final SegmentConfig config;

    PreviewSegment(
            DataSource database,
            PostgresSegments segments,
            PostgresWork work,
            SegmentFacts facts,
            SegmentConfig config) {
        this.database = database;
        this.segments = segments;
        this.work = work;
        this.facts = facts;
        this.config = config;
    }

    /**
     * @param matches how many of those looked at
     * @param evaluated how many were looked at
     * @param complete whether these were all; else they are the first in the order of their ids
     * @param examples some of the matches, with the sentences that decided
     */
    @Schema(name = "SegmentPreview")
    record Preview(long matches, long evaluated, boolean complete, List<Example> examples) {}

    @Schema(name = "SegmentPreviewExample")
    record Example(SegmentSubject subject, String id, List<String> evidence) {}

    /** @throws ProblemException INVALID_REQUEST if the definition cannot be evaluated */
    Preview preview(SegmentDescription description, Instant now) throws SQLException {
        Definition definition = new Definition(ID, description.subject(), 1, description.condition());
        Counting counting = new Counting();
        long deadline = System.nanoTime() + config.previewFor().toNanos();
        boolean complete = false;
        String after = "";
        while (!complete && System.nanoTime() - deadline < 0) {
            // A connection for each chunk: whoever keeps memberships needs one too.
            try (Connection c = database.getConnection()) {
                Definitions asked = checked(c, definition).only(Set.of(ID));
                List<String> ids = counting.accountsDone
                        ? work.loneContacts(c, after, config.chunk())
                        : work.accounts(c, after, config.chunk());
                look(c, asked, ids, counting, now);
                after = ids.isEmpty() ? "" : ids.getLast();
                if (ids.size() < config.chunk()) {
                    complete = counting.accountsDone || definition.subject() == SegmentSubject.ACCOUNT;
                    counting.accountsDone = true;
                    after = "";
                }
            }
        }
        return new Preview(counting.matches, counting.evaluated, complete, counting.examples);
    }

    private void look(Connection c, Definitions asked, List<String> ids, Counting counting, Instant now)
            throws SQLException {
        Map<Subject, Trigger> wanted = new HashMap<>();
        ids.forEach(id ->
                wanted.put(counting.accountsDone ? Subject.contact(id) : Subject.account(id), Trigger.DEFINITION));
        SegmentFacts.Batch batch = facts.load(c, asked, wanted, now);
        for (Subject subject : batch.subjects()) {
            List<Definition> definitions = asked.of(subject.kind());
            SubjectFacts known = batch.facts(subject);
            if (!definitions.isEmpty() && known != null && counting.isNew(subject)) {
                counting.evaluated++;
                Membership membership = Membership.of(definitions, known, batch.segmentsOf(subject));
                if (!membership.changes().isEmpty()) {
                    counting.matches++;
                    counting.example(
                            subject, membership.changes().getFirst().why().evidence());
                }
            }
        }
    }

    private Definitions checked(Connection c, Definition definition) throws SQLException {
        try {
            return segments.definitions(c).with(definition);
        } catch (InvalidSegmentException e) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, "condition: " + e.getMessage());
        }
    }

    private static final class Counting {
        private final Set<String> contacts = new java.util.HashSet<>();
        private final List<Example> examples = new ArrayList<>();
        private boolean accountsDone;
        private long matches;
        private long evaluated;

        /** A contact comes with each of its accounts. */
        boolean isNew(Subject subject) {
            return subject.kind() == SegmentSubject.ACCOUNT || contacts.add(subject.id());
        }

        void example(Subject subject, List<String> evidence) {
            if (examples.size() < MOST_EXAMPLES) {
                examples.add(new Example(subject.kind(), subject.id(), evidence));
            }
        }
    }
}
