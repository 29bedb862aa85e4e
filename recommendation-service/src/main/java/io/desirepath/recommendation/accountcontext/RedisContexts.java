package io.desirepath.recommendation.accountcontext;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.desirepath.contracts.AccountId;
import io.desirepath.recommendation.accountcontext.domain.AccountContext;
import io.desirepath.recommendation.accountcontext.domain.Circuit;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Contexts in Redis, each with the revision it was read at: the newer wins, so a slow reader cannot put an old one back.
 * Redis is allowed to be away, paused or empty: every failure looks like a context that is not there.
 */
@ApplicationScoped
public class RedisContexts {

    private static final Logger LOG = Logger.getLogger(RedisContexts.class);

    /** How many accounts one script call marks: a script holds Redis up while it runs. */
    private static final int BATCH = 200;

    // KEYS: contexts; ARGV: time to live in ms, then for each key its revision, its context and a tag that no other
    // context has; both are empty for "outdated".
    // An empty one of the same revision changes nothing, because what is there is not outdated.
    private static final String NEWER_WINS = """
            local kept = 0
            for i, key in ipairs(KEYS) do
              local held = tonumber(redis.call('HGET', key, 'r') or '-1')
              local offered = tonumber(ARGV[3 * i - 1])
              local context = ARGV[3 * i]
              if offered > held or (offered == held and context ~= '') then
                redis.call('HSET', key, 'r', ARGV[3 * i - 1])
                if context == '' then
                  redis.call('HDEL', key, 'c', 't')
                else
                  redis.call('HSET', key, 'c', context, 't', ARGV[3 * i + 1])
                end
                redis.call('PEXPIRE', key, ARGV[1])
                kept = kept + 1
              end
            end
            return kept""";

    private final ReactiveRedisDataSource redis;
    private final ContextConfig config;
    private final Circuit circuit;
    private final HeldContexts held;

    RedisContexts(ReactiveRedisDataSource redis, ContextConfig config) {
        this.redis = redis;
        this.config = config;
        this.circuit = new Circuit(config.retryAfter(), System::nanoTime);
        this.held = new HeldContexts(config.held(), config.ttl(), System::nanoTime);
    }

    Optional<AccountContext> find(AccountId account) {
        if (!circuit.allows()) {
            return Optional.empty();
        }
        try {
            HeldContexts.Tagged known = held.of(account);
            return known != null && isPresent(account, known) ? Optional.of(known.context()) : read(account);
        } catch (JsonProcessingException e) {
            LOG.debugf(e, "An unreadable context in Redis is ignored");
            return Optional.empty();
        } catch (RuntimeException e) {
            failed(e);
            return Optional.empty();
        }
    }

    private Optional<AccountContext> read(AccountId account) throws JsonProcessingException {
        Response found = await(
                redis.execute("HMGET", RedisKeys.accountContext(account.value()), RedisKeys.CONTEXT, RedisKeys.TAG),
                config.timeout());
        circuit.succeeded();
        if (found == null || found.get(0) == null || found.get(1) == null) {
            held.drop(account);
            return Optional.empty();
        }
        AccountContext context = ContextJson.read(found.get(0).toString());
        held.hold(account, new HeldContexts.Tagged(context, found.get(1).toString()));
        return Optional.of(context);
    }

    /** Whether Redis still has the very same context. Its revision would not do: an erased account begins anew. */
    private boolean isPresent(AccountId account, HeldContexts.Tagged known) {
        Response tag = await(
                redis.execute("HGET", RedisKeys.accountContext(account.value()), RedisKeys.TAG), config.timeout());
        circuit.succeeded();
        return tag != null && tag.toString().equals(known.tag());
    }

    void dropOld() {
        held.dropOld();
    }

    /** Keeps the context, unless a newer one is there. Does not wait. */
    void keep(AccountId account, AccountContext context) {
        if (!circuit.allows()) {
            return;
        }
        String tag = Long.toString(ThreadLocalRandom.current().nextLong(), Character.MAX_RADIX);
        held.hold(account, new HeldContexts.Tagged(context, tag));
        List<String> arguments = List.of(
                NEWER_WINS,
                "1",
                RedisKeys.accountContext(account.value()),
                Long.toString(config.ttl().toMillis()),
                Long.toString(context.revision()),
                ContextJson.write(context),
                tag);
        redis.execute("EVAL", arguments.toArray(String[]::new))
                .ifNoItem()
                .after(config.timeout())
                .fail()
                .subscribe()
                .with(kept -> circuit.succeeded(), this::failed);
    }

    /**
     * Marks contexts as outdated: what is older than these revisions is neither found any more nor taken.
     *
     * @return false if Redis could not be told
     */
    boolean outdate(Map<String, Long> revisions) {
        List<Map.Entry<String, Long>> all = List.copyOf(revisions.entrySet());
        try {
            for (int from = 0; from < all.size(); from += BATCH) {
                await(
                        redis.execute("EVAL", outdateArguments(all.subList(from, Math.min(all.size(), from + BATCH)))),
                        config.timeout().multipliedBy(4));
            }
            return true;
        } catch (RuntimeException e) {
            failed(e);
            return false;
        }
    }

    /**
     * @return how many keys were deleted
     * @throws IllegalStateException if Redis could not be told
     */
    long drop(AccountId account) {
        held.drop(account);
        try {
            Response dropped = await(
                    redis.execute("DEL", RedisKeys.accountContext(account.value())),
                    config.timeout().multipliedBy(4));
            return dropped == null ? 0 : dropped.toLong();
        } catch (RuntimeException e) {
            failed(e);
            throw new IllegalStateException("Redis cannot be told to forget", e);
        }
    }

    private String[] outdateArguments(List<Map.Entry<String, Long>> revisions) {
        List<String> arguments = new ArrayList<>();
        arguments.add(NEWER_WINS);
        arguments.add(Integer.toString(revisions.size()));
        revisions.forEach(entry -> arguments.add(RedisKeys.accountContext(entry.getKey())));
        arguments.add(Long.toString(config.ttl().toMillis()));
        revisions.forEach(entry -> {
            arguments.add(Long.toString(entry.getValue()));
            arguments.add("");
            arguments.add("");
        });
        return arguments.toArray(String[]::new);
    }

    private static @Nullable Response await(Uni<Response> call, Duration timeout) {
        return call.await().atMost(timeout);
    }

    private void failed(Throwable failure) {
        circuit.failed();
        LOG.debugf("Redis is left alone for %s: %s", config.retryAfter(), failure);
    }
}
