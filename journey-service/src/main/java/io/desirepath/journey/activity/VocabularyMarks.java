package io.desirepath.journey.activity;

import io.desirepath.journey.stage.EventMarks;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Tells the stage model what events are evidence of. */
@Singleton
class VocabularyMarks implements EventMarks {

    private final CurrentVocabulary vocabulary;

    VocabularyMarks(CurrentVocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    @Override
    public Optional<KnownEvent> find(String event) {
        return vocabulary.get().find(event).map(type -> new KnownEvent(type.name(), type.mark()));
    }
}
