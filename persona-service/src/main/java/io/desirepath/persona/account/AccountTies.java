package io.desirepath.persona.account;

import io.desirepath.contracts.AccountId;
import io.desirepath.service.feed.FeedRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** What is tied to an account and has to let go of it when it is deleted. */
public interface AccountTies {

    /** The ids whose locks {@link #release} needs. Under the account's lock no new ones come. */
    Set<String> subjects(Connection tx, AccountId account) throws SQLException;

    /** @return what to tell the readers of the profiles feed */
    List<FeedRecord> release(Connection tx, AccountId account) throws SQLException;
}
