package io.desirepath.journey.activity;

import io.desirepath.journey.activity.domain.EventType;
import io.desirepath.journey.activity.domain.Vocabulary;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;

/** Changes what the vocabulary says of an event, and has its history follow. */
@Singleton
class MapEvents {

    private final DataSource database;
    private final PostgresMappings mappings;
    private final Remappings remappings;
    private final CurrentVocabulary vocabulary;
    private final VocabularyConfig config;

    MapEvents(
            DataSource database,
            PostgresMappings mappings,
            Remappings remappings,
            CurrentVocabulary vocabulary,
            VocabularyConfig config) {
        this.database = database;
        this.mappings = mappings;
        this.remappings = remappings;
        this.vocabulary = vocabulary;
        this.config = config;
    }

    private interface Change {
        void make(Connection tx) throws SQLException;
    }

    /** What the vocabulary says without the merchant. */
    EventType shipped(String name) {
        return mappings.shipped().find(name).orElseGet(() -> Vocabulary.unknown(name));
    }

    void put(EventType type) throws SQLException {
        change(type.name(), tx -> mappings.put(tx, type), type);
    }

    /** Goes back to what ships, or to nothing. */
    void delete(String name) throws SQLException {
        change(name, tx -> mappings.delete(tx, name), shipped(name));
    }

    private void change(String name, Change change, EventType after) throws SQLException {
        QuarkusTransaction.requiringNew().call(() -> {
            try (Connection tx = database.getConnection()) {
                mappings.countChange(tx);
                EventType before = mappings.current(tx).find(name).orElseGet(() -> Vocabulary.unknown(name));
                change.make(tx);
                if (isOther(before, after)) {
                    remappings.schedule(tx, name, config.settle());
                }
            }
            return null;
        });
        vocabulary.follow();
    }

    /** Whether what is in the log looks otherwise by the one than by the other. */
    private static boolean isOther(EventType one, EventType other) {
        return one.mark() != other.mark() || !Objects.equals(one.touchpoint(), other.touchpoint());
    }
}
