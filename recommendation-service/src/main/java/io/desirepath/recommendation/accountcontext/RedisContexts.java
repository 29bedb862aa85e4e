package io.desirepath.recommendation.accountcontext;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.desirepath.contracts.AccountId;
import io.desirepath.recommendation.accountcontext.domain.AccountContext;
import io.desirepath.recommendation.accountcontext.domain.Circuit;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

    // KEYS: contexts; ARGV: time to live in ms, then for each key its revision, its context and that one's tag;
    // both are empty for "outdated".
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

    /** The bare client: every answer waits for one command, and what is layered above it is not needed for that. */
    private final Redis redis;

    private final ContextConfig config;
    private final Circuit circuit;
    private final HeldContexts held;
    private final TagReads tags;

    public RedisContexts(Redis redis, ContextConfig config) {
        this.redis = redis;
        this.config = config;
        this.circuit = new Circuit(config.retryAfter(), System::nanoTime);
        this.held = new HeldContexts(config.held(), config.ttl(), System::nanoTime);
        this.tags = new TagReads(redis, config.timeout());
    }

    public Optional<TaggedContext> find(AccountId account) {
        if (!circuit.allows()) {
            return Optional.empty();
        }
        try {
            TaggedContext known = held.of(account);
            return known != null && isPresent(account, known).join() ? Optional.of(known) : read(account);
        } catch (JsonProcessingException e) {
            LOG.debugf(e, "An unreadable context in Redis is ignored");
            return Optional.empty();
        } catch (RuntimeException e) {
            failed(e);
            return Optional.empty();
        }
    }

    /**
     * The context that this pod holds, if Redis says that it is still the one. Does not wait, and never fails.
     *
     * @return completed at once if none is held
     */
    CompletableFuture<Optional<TaggedContext>> confirmed(AccountId account) {
        TaggedContext known = held.of(account);
        if (known == null || !circuit.allows()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return isPresent(account, known).handle((present, failure) -> {
            if (failure != null) {
                failed(failure);
                return Optional.empty();
            }
            return present ? Optional.of(known) : Optional.empty();
        });
    }

    private Optional<TaggedContext> read(AccountId account) throws JsonProcessingException {
        Response found = await(
                redis.send(
                        command(Command.HMGET, account).arg(RedisKeys.CONTEXT).arg(RedisKeys.TAG)),
                config.timeout());
        circuit.succeeded();
        if (found == null || found.get(0) == null || found.get(1) == null) {
            held.drop(account);
            return Optional.empty();
        }
        TaggedContext context = new TaggedContext(
                ContextJson.read(found.get(0).toString()), found.get(1).toString());
        held.hold(account, context);
        return Optional.of(context);
    }

    /** Whether Redis still has the very same context. Its revision would not do: an erased account begins anew. */
    private CompletableFuture<Boolean> isPresent(AccountId account, TaggedContext known) {
        return tags.tagOf(account).thenApply(tag -> {
            circuit.succeeded();
            return known.tag().equals(tag);
        });
    }

    void dropOld() {
        held.dropOld();
    }

    /** Keeps the context, unless a newer one is there. Does not wait. */
    public TaggedContext keep(AccountId account, AccountContext context) {
        String json = ContextJson.write(context);
        TaggedContext tagged = TaggedContext.of(context, json);
        if (!circuit.allows()) {
            return tagged;
        }
        held.hold(account, tagged);
        List<String> arguments = List.of(
                NEWER_WINS,
                "1",
                RedisKeys.accountContext(account.value()),
                Long.toString(config.ttl().toMillis()),
                Long.toString(context.revision()),
                json,
                tagged.tag());
        redis.send(eval(arguments))
                .timeout(config.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .onSuccess(kept -> circuit.succeeded())
                .onFailure(this::failed);
        return tagged;
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
                        redis.send(eval(outdateArguments(all.subList(from, Math.min(all.size(), from + BATCH))))),
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
                    redis.send(command(Command.DEL, account)), config.timeout().multipliedBy(4));
            return dropped == null ? 0 : dropped.toLong();
        } catch (RuntimeException e) {
            failed(e);
            throw new IllegalStateException("Redis cannot be told to forget", e);
        }
    }

    private List<String> outdateArguments(List<Map.Entry<String, Long>> revisions) {
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
        return arguments;
    }

    private static Request command(Command command, AccountId account) {
        return Request.cmd(command).arg(RedisKeys.accountContext(account.value()));
    }

    private static Request eval(List<String> arguments) {
        Request eval = Request.cmd(Command.EVAL);
        arguments.forEach(eval::arg);
        return eval;
    }

    private static @Nullable Response await(Future<@Nullable Response> call, Duration timeout) {
        try {
            return call.toCompletionStage().toCompletableFuture().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Redis did not answer", e);
        }
    }

    private void failed(Throwable failure) {
        circuit.failed();
        LOG.debugf("Redis is left alone for %s: %s", config.retryAfter(), failure);
    }
}
