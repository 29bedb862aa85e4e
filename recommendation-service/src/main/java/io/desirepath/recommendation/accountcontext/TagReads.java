package io.desirepath.recommendation.accountcontext;

import io.desirepath.contracts.AccountId;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks Redis which tags contexts have now. Questions that come while others are on their way collect, and go together when
 * those are answered: a round trip of its own would cost an answer more than everything else that it needs. A question is
 * never answered by a read that was sent before it was asked.
 */
final class TagReads {

    /** So that no group takes Redis long. */
    private static final int MOST = 256;

    /** @param asker the context of the request, in which the answer is heard: it has the request's id; null outside of one */
    private record Question(AccountId account, @Nullable Context asker, CompletableFuture<@Nullable String> tag) {

        void end(Consumer<CompletableFuture<@Nullable String>> how) {
            if (asker == null) {
                how.accept(tag);
            } else {
                asker.runOnContext(inContext -> how.accept(tag));
            }
        }
    }

    private final Redis redis;
    private final Duration patience;
    private List<Question> waiting = new ArrayList<>();
    private boolean underWay;

    /** @param patience how long to wait for Redis at most */
    TagReads(Redis redis, Duration patience) {
        this.redis = redis;
        this.patience = patience;
    }

    /** The tag, in the context of the caller; null if Redis has none. Fails if Redis does not answer in time. */
    CompletableFuture<@Nullable String> tagOf(AccountId account) {
        Question question = new Question(account, Vertx.currentContext(), new CompletableFuture<>());
        List<Question> group;
        synchronized (this) {
            waiting.add(question);
            group = underWay ? List.of() : next();
        }
        send(group);
        return question.tag();
    }

    /** The next group, which is under way from now on; with the lock held. */
    private List<Question> next() {
        int size = Math.min(waiting.size(), MOST);
        List<Question> group = waiting.subList(0, size);
        waiting = new ArrayList<>(waiting.subList(size, waiting.size()));
        underWay = size > 0;
        return group;
    }

    private void send(List<Question> group) {
        if (!group.isEmpty()) {
            Future.succeededFuture(group.stream().map(TagReads::command).toList())
                    .compose(redis::batch)
                    .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                    .onSuccess(tags -> answer(group, tags))
                    .onFailure(cause -> fail(group, cause));
        }
    }

    private static Request command(Question question) {
        return Request.cmd(Command.HGET)
                .arg(RedisKeys.accountContext(question.account().value()))
                .arg(RedisKeys.TAG);
    }

    private void answer(List<Question> group, List<Response> tags) {
        List<Question> following;
        synchronized (this) {
            following = next();
        }
        // Before anybody is woken: who comes back soon should find the next group on its way.
        send(following);
        for (int i = 0; i < group.size(); i++) {
            Response tag = tags.get(i);
            group.get(i).end(asked -> asked.complete(tag == null ? null : tag.toString()));
        }
    }

    /** Those who wait fail as well: nobody waits twice for a Redis that is away. */
    private void fail(List<Question> group, Throwable cause) {
        List<Question> all = new ArrayList<>(group);
        synchronized (this) {
            all.addAll(waiting);
            waiting = new ArrayList<>();
            underWay = false;
        }
        all.forEach(question -> question.end(asked -> asked.completeExceptionally(cause)));
    }
}
