package io.desirepath.service.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.service.feed.FeedFollower.Mention;
import io.desirepath.testing.ServiceStores;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A feed read by the service that owns it, on a real PostgreSQL. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStores.class, initArgs = @ResourceArg(name = "database", value = "defaults"))
class OwnFeedIT {

    @Inject
    DataSource database;

    @Inject
    FeedPages pages;

    private final ChangeFeed feed = new ChangeFeed("things");
    private final String subject = UUID.randomUUID().toString();

    @Test
    void aFollowerBeginsAtTheEndAndIsToldOfWhomTheFeedSpeaks() throws Exception {
        append(Things.record("before-" + subject, 1));
        FeedFollower follower = new FeedFollower(feed, pages, "follower-" + subject);

        assertThat(next(follower)).as("there is no bookmark").isEmpty();
        append(Things.record(subject, 1), Things.record(subject, 2));

        List<Mention> mentions = until(follower, 2);
        assertThat(mentions).extracting(Mention::subject).containsOnly(subject);
        assertThat(mentions).extracting(Mention::contact).containsOnlyNulls();
    }

    @Test
    void aBookmarkOfAnEarlierEpochIsNone() throws Exception {
        FeedFollower follower = new FeedFollower(feed, pages, "old-" + subject);
        inTransaction(tx -> {
            try (Statement sql = tx.createStatement()) {
                sql.execute("INSERT INTO feed_cursor (feed, cursor) VALUES ('old-" + subject + "', '0.5.5')");
            }
            return null;
        });

        assertThat(next(follower)).isEmpty();
        assertThat(next(follower)).isPresent();
    }

    @Test
    void anOwnFeedIsReadLikeThatOfAnother() throws Exception {
        append(Things.record(subject, 7));
        OwnFeed own = new OwnFeed(pages, feed);

        List<Integer> read = new ArrayList<>();
        String cursor = "";
        while (read.isEmpty()) {
            FeedSource.Answer.Page page = (FeedSource.Answer.Page) own.fetch(cursor, 1000, Duration.ofSeconds(5));
            page.events().stream()
                    .filter(event -> event.subject().equals(subject))
                    .forEach(event -> read.add(event.data().get("n").asInt()));
            cursor = page.next();
        }

        assertThat(read).containsExactly(7);
        assertThat(own.fetch("0.5.5", 1000, Duration.ZERO)).isInstanceOf(FeedSource.Answer.Expired.class);
    }

    /** What others write meanwhile is not this test's. */
    private List<Mention> until(FeedFollower follower, int mentions) throws Exception {
        List<Mention> found = new ArrayList<>();
        while (found.size() < mentions) {
            next(follower).orElseThrow().stream()
                    .filter(mention -> mention.subject().equals(subject))
                    .forEach(found::add);
            Thread.sleep(5);
        }
        return found;
    }

    private Optional<List<Mention>> next(FeedFollower follower) throws SQLException {
        return inTransaction(tx -> follower.next(tx, 1000));
    }

    private void append(FeedRecord... records) throws SQLException {
        inTransaction(tx -> {
            feed.append(tx, List.of(records));
            return null;
        });
    }

    private <T> T inTransaction(Work<T> work) throws SQLException {
        try (Connection tx = database.getConnection()) {
            tx.setAutoCommit(false);
            T outcome = work.in(tx);
            tx.commit();
            tx.setAutoCommit(true);
            return outcome;
        }
    }

    private interface Work<T> {
        T in(Connection tx) throws SQLException;
    }
}
