package io.desirepath.journey.segment;

import io.desirepath.contracts.ProblemType;
import io.desirepath.journey.segment.domain.Definition;
import io.desirepath.journey.segment.domain.Definitions;
import io.desirepath.journey.segment.domain.InvalidSegmentException;
import io.desirepath.service.problem.ProblemException;
import io.desirepath.service.version.Precondition;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Creates, changes and deletes segments. Every definition that is ever evaluated has come through here. */
@Singleton
class DefineSegments {

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final int MOST_SEGMENTS = 1000;
    /** Where something else than a segment is. */
    private static final List<String> RESERVED = List.of("preview");

    private final DataSource database;
    private final PostgresSegments segments;

    DefineSegments(DataSource database, PostgresSegments segments) {
        this.database = database;
        this.segments = segments;
    }

    /** @param created whether there was no such segment */
    record Defined(SegmentRow segment, boolean created) {}

    /**
     * A description that changes nothing makes no version. One that changes whom the segment holds for has everybody looked
     * at again, for all segments that are made of it too.
     *
     * @throws ProblemException INVALID_REQUEST if the definition cannot be evaluated, CONFLICT if the segment is built in, is
     *     being deleted, or is of another subject
     */
    Defined define(String id, SegmentDescription description, Precondition precondition) {
        requireId(id);
        return inTransaction(tx -> {
            Optional<SegmentRow> known = segments.find(tx, id);
            precondition.require(known.map(row -> (long) row.version()).orElse(null));
            known.ifPresent(row -> requireChangeable(row, description));
            return define(tx, id, description, known.orElse(null), false);
        });
    }

    /** @throws ProblemException INVALID_REQUEST if the definition cannot be evaluated, CONFLICT if there is such a segment */
    Defined create(String id, SegmentDescription description) {
        requireId(id);
        return inTransaction(tx -> {
            if (segments.find(tx, id).isPresent()) {
                throw ProblemException.of(ProblemType.CONFLICT, "There is a segment '" + id + "'");
            }
            return define(tx, id, description, null, false);
        });
    }

    /** What ships is as it ships, whatever the database has. */
    void install(String id, SegmentDescription description) {
        inTransaction(tx -> define(tx, id, description, segments.find(tx, id).orElse(null), true));
    }

    private static void requireId(String id) {
        if (!ID.matcher(id).matches() || RESERVED.contains(id)) {
            throw ProblemException.of(
                    ProblemType.INVALID_REQUEST, "id: 1 to 64 small letters, digits and hyphens, and not 'preview'");
        }
    }

    private Defined define(
            Connection tx, String id, SegmentDescription description, @Nullable SegmentRow known, boolean builtIn)
            throws SQLException {
        if (known != null && same(known, description)) {
            return new Defined(known, false);
        }
        Definition definition = new Definition(
                id, description.subject(), known == null ? 1 : known.version() + 1, description.condition());
        Definitions all = checked(segments.definitions(tx), definition);
        if (known == null && all.ids().size() > MOST_SEGMENTS) {
            throw ProblemException.of(
                    ProblemType.CONFLICT, "There are " + MOST_SEGMENTS + " segments, which is as many as there may be");
        }
        segments.save(tx, definition, description.name(), description.description(), builtIn);
        if (known == null || !known.condition().equals(description.condition())) {
            segments.evaluate(tx, all.affectedBy(java.util.Set.of(id)).ids());
        }
        return new Defined(segments.find(tx, id).orElseThrow(), known == null);
    }

    /** Its members leave it in the background; to everybody else it is gone now. */
    void delete(String id, Precondition precondition) {
        inTransaction(tx -> {
            SegmentRow known = segments.find(tx, id)
                    .filter(row -> row.state() != SegmentRow.State.DELETING)
                    .orElseThrow(() -> unknown(id));
            precondition.require((long) known.version());
            if (known.builtIn()) {
                throw ProblemException.of(ProblemType.CONFLICT, "The segment '" + id + "' is built in");
            }
            List<String> users = segments.definitions(tx).usersOf(id);
            if (!users.isEmpty()) {
                throw ProblemException.of(
                        ProblemType.CONFLICT, "Other segments are made of this one: " + String.join(", ", users));
            }
            segments.beginDeletion(tx, id);
            return known;
        });
    }

    static ProblemException unknown(String id) {
        return ProblemException.of(ProblemType.UNKNOWN_SEGMENT, "There is no segment '" + id + "'");
    }

    private static Definitions checked(Definitions all, Definition definition) {
        try {
            return all.with(definition);
        } catch (InvalidSegmentException e) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, "condition: " + e.getMessage());
        }
    }

    private static void requireChangeable(SegmentRow known, SegmentDescription description) {
        if (known.builtIn()) {
            throw ProblemException.of(ProblemType.CONFLICT, "The segment '" + known.id() + "' is built in");
        }
        if (known.state() == SegmentRow.State.DELETING) {
            throw ProblemException.of(
                    ProblemType.CONFLICT, "The segment '" + known.id() + "' is being deleted: its members leave it");
        }
        if (known.subject() != description.subject()) {
            throw ProblemException.of(
                    ProblemType.CONFLICT, "subject: the segment is made of " + known.subject() + ", and stays so");
        }
    }

    private static boolean same(SegmentRow known, SegmentDescription description) {
        return known.name().equals(description.name())
                && Objects.equals(known.description(), description.description())
                && known.condition().equals(description.condition());
    }

    private interface Work<T> {
        T in(Connection tx) throws SQLException;
    }

    /** No membership is written meanwhile. */
    private <T> T inTransaction(Work<T> work) {
        return QuarkusTransaction.requiringNew().call(() -> {
            try (Connection tx = database.getConnection()) {
                EvaluateMembership.lock(tx);
                return work.in(tx);
            }
        });
    }
}
