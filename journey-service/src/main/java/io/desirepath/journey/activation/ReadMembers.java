package io.desirepath.journey.activation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.desirepath.contracts.Feeds;
import io.desirepath.contracts.ProblemType;
import io.desirepath.contracts.SegmentSubject;
import io.desirepath.journey.activation.MemberQuery.Place;
import io.desirepath.journey.activation.domain.MemberChoice;
import io.desirepath.service.feed.ChangeFeed;
import io.desirepath.service.feed.FeedPages;
import io.desirepath.service.page.PageSize;
import io.desirepath.service.page.PageToken;
import io.desirepath.service.problem.ProblemException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads who is in a segment: page by page, or all of one state of the database as a file that is never in memory. */
@Singleton
public class ReadMembers {

    private static final int FETCH = 500;

    private final DataSource database;
    private final FeedPages feeds;
    private final ChangeFeed memberships;
    private final MemberRows rows;
    private final ActivationConfig config;
    private final Semaphore streams;

    ReadMembers(
            DataSource database,
            FeedPages feeds,
            @Identifier(Feeds.MEMBERSHIPS) ChangeFeed memberships,
            MemberRows rows,
            ActivationConfig config) {
        this.database = database;
        this.feeds = feeds;
        this.memberships = memberships;
        this.rows = rows;
        this.config = config;
        this.streams = new Semaphore(config.streams());
    }

    /**
     * What is told beside the members.
     *
     * @param cursor of the change feed: what comes behind it is what the state of the database that was read first lacks
     * @param withheld rows that are missing, because somebody did not agree
     */
    record State(String cursor, long withheld) {}

    /** @param nextPageToken null on the last page */
    record Page(List<ObjectNode> members, @Nullable String nextPageToken, State state) {}

    /** @throws ProblemException UNKNOWN_SEGMENT also for one that is being deleted */
    SegmentSubject subject(String segment) throws SQLException {
        try (Connection c = database.getConnection();
                PreparedStatement select =
                        c.prepareStatement("SELECT subject FROM segment WHERE id = ? AND state <> 'DELETING'")) {
            select.setString(1, segment);
            ResultSet row = select.executeQuery();
            if (!row.next()) {
                throw ProblemException.of(ProblemType.UNKNOWN_SEGMENT, "There is no segment '" + segment + "'");
            }
            return SegmentSubject.valueOf(row.getString(1));
        }
    }

    /** One page; what is told beside it is that of the first page. */
    Page page(String segment, MemberChoice choice, PageSize size, @Nullable PageToken token) {
        MemberQuery query = new MemberQuery(segment, choice);
        return inSnapshot(tx -> {
            List<String> key = token == null ? List.of() : token.key(4);
            State state = token == null ? state(tx, query) : state(key);
            Place after = token == null ? Place.BEGINNING : new Place(key.get(2), key.get(3));
            List<ObjectNode> members = new ArrayList<>();
            Place last = after;
            try (PreparedStatement select = query.rows(tx, after, size.value() + 1)) {
                ResultSet row = select.executeQuery();
                while (row.next()) {
                    if (members.size() == size.value()) {
                        return new Page(members, token(state, last), state);
                    }
                    members.add(rows.read(row, choice.fields()));
                    last = query.place(row);
                }
            }
            return new Page(members, null, state);
        });
    }

    private static State state(List<String> key) {
        if (!key.get(1).matches("[0-9]{1,18}")) {
            throw PageToken.invalid();
        }
        return new State(key.get(0), Long.parseLong(key.get(1)));
    }

    private static String token(State state, Place last) {
        return PageToken.after(state.cursor(), Long.toString(state.withheld()), last.member(), last.contact())
                .encoded();
    }

    /**
     * All members, from one snapshot.
     *
     * @param before called with what is told beside them, before anything is written
     * @throws ProblemException UPSTREAM_UNAVAILABLE if too many are being written already
     * @throws UncheckedIOException if nobody takes them any more
     */
    void write(String segment, MemberChoice choice, MemberFile.Format format, OutputStream to, Consumer<State> before) {
        if (!streams.tryAcquire()) {
            throw ProblemException.of(
                    ProblemType.UPSTREAM_UNAVAILABLE, "Too many members are being read just now: try again shortly");
        }
        try {
            MemberQuery query = new MemberQuery(segment, choice);
            inSnapshot(tx -> {
                before.accept(state(tx, query));
                MemberFile file = format.open(to, choice.fields());
                try (PreparedStatement select = query.rows(tx, Place.BEGINNING, null)) {
                    select.setFetchSize(FETCH);
                    ResultSet row = select.executeQuery();
                    while (row.next()) {
                        file.add(rows.read(row, choice.fields()));
                    }
                }
                file.flush();
                return file;
            });
        } finally {
            streams.release();
        }
    }

    private State state(Connection tx, MemberQuery query) throws SQLException {
        return new State(feeds.newest(tx, memberships), query.withheld(tx));
    }

    private interface Reading<T> {
        T in(Connection tx) throws SQLException, IOException;
    }

    private <T> T inSnapshot(Reading<T> reading) {
        int seconds = Math.toIntExact(config.streamLimit().toSeconds());
        return QuarkusTransaction.requiringNew().timeout(seconds).call(() -> {
            try (Connection tx = database.getConnection()) {
                try (Statement set = tx.createStatement()) {
                    set.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
                    // Reading holds no feed back, so it may take longer than a writer. A limit that runs is only
                    // replaced
                    // by one that is set while there is none.
                    set.execute("SET LOCAL transaction_timeout = 0");
                    set.execute("SET LOCAL transaction_timeout = '" + seconds + "s'");
                }
                return reading.in(tx);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
