package io.desirepath.recommendation.serving;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The answers of the last minute. An answer follows from nothing but its {@link Question}, so the same question has the
 * same answer, and whatever changes makes it another question. The read of the account's context, which says what its
 * tag is now, is never spared.
 */
@ApplicationScoped
class KeptAnswers {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /**
     * All that an answer follows from.
     *
     * @param contextTag of the account's context
     * @param merchantState the number of the merchant's state
     * @param now to the minute
     */
    record Question(RecommendationQuery query, String contextTag, long merchantState, Instant now) {}

    private final Cache<Question, KeptAnswer> answers;
    private final Counter again;
    private final Counter anew;

    KeptAnswers(ServingConfig config, MeterRegistry metrics) {
        this.answers = Caffeine.newBuilder()
                .maximumWeight(config.kept().asLongValue())
                .weigher((Question question, KeptAnswer answer) -> answer.size())
                .expireAfterWrite(MINUTE)
                .build();
        this.again = counter(metrics, "kept");
        this.anew = counter(metrics, "made");
    }

    private static Counter counter(MeterRegistry metrics, String from) {
        return Counter.builder("desirepath.answers")
                .description("Answers to questions that may be kept, by whether they were")
                .tag("from", from)
                .register(metrics);
    }

    /** Null if it has to be made. */
    @Nullable
    KeptAnswer find(Question question) {
        KeptAnswer kept = answers.getIfPresent(question);
        if (kept != null) {
            again.increment();
        }
        return kept;
    }

    /** Two that ask the same at the same time may both make it; there is nothing to wait for. */
    KeptAnswer answer(Question question, Supplier<KeptAnswer> make) {
        KeptAnswer kept = find(question);
        if (kept != null) {
            return kept;
        }
        anew.increment();
        KeptAnswer made = make.get();
        answers.put(question, made);
        return made;
    }

    /** So that nothing outlives its account for long. */
    @Scheduled(every = "10s")
    void dropOld() {
        answers.cleanUp();
    }
}
