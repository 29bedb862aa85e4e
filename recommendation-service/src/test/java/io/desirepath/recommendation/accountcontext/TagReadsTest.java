package io.desirepath.recommendation.accountcontext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.desirepath.contracts.AccountId;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TagReadsTest {

    private final Batches batches = new Batches();
    private final TagReads reads = new TagReads(batches, Duration.ofMinutes(1));

    @Test
    void whatComesWhileARoundIsUnderWayGoesTogetherInTheNext() throws Exception {
        CompletableFuture<String> a = ask("a");
        Batch first = batches.sent.take();
        CompletableFuture<String> b = ask("b");
        CompletableFuture<String> c = ask("c");
        assertThat(batches.sent).isEmpty();

        first.answer("tag of a");
        Batch second = batches.sent.take();
        second.answer("tag of b", null);

        assertThat(first.size()).isEqualTo(1);
        assertThat(second.size()).isEqualTo(2);
        assertThat(a.get()).isEqualTo("tag of a");
        assertThat(b.get()).isEqualTo("tag of b");
        assertThat(c.get()).isNull();
    }

    @Test
    void aQuestionIsNotAnsweredByARoundThatBeganBeforeIt() throws Exception {
        CompletableFuture<String> before = ask("a");
        Batch first = batches.sent.take();
        CompletableFuture<String> after = ask("a");

        first.answer("old");
        batches.sent.take().answer("new");

        assertThat(before.get()).isEqualTo("old");
        assertThat(after.get()).isEqualTo("new");
    }

    @Test
    void whoWaitsBehindAFailureFailsWithItAndWhoComesLaterAsksAgain() throws Exception {
        CompletableFuture<String> a = ask("a");
        Batch first = batches.sent.take();
        CompletableFuture<String> b = ask("b");

        first.promise().fail("away");

        assertThatThrownBy(a::get).hasRootCauseMessage("away");
        assertThatThrownBy(b::get).hasRootCauseMessage("away");
        CompletableFuture<String> later = ask("b");
        batches.sent.take().answer("back");
        assertThat(later.get()).isEqualTo("back");
    }

    @Test
    void aRoundThatCannotEvenBeSentDoesNotStopTheNext() throws Exception {
        batches.broken = true;
        assertThatThrownBy(() -> reads.tagOf(new AccountId("a")).get()).hasRootCauseMessage("broken");

        batches.broken = false;
        CompletableFuture<String> a = ask("a");
        batches.sent.take().answer("tag");
        assertThat(a.get()).isEqualTo("tag");
    }

    @Test
    void manyQuestionsAreSeveralRounds() throws Exception {
        ask("first");
        Batch first = batches.sent.take();
        CompletableFuture<?>[] all = new CompletableFuture<?>[300];
        Arrays.setAll(all, i -> ask("a" + i));
        first.answer("tag");
        Batch second = batches.sent.take();
        assertThat(second.size()).isEqualTo(256);
        second.answer(new String[256]);
        batches.sent.take().answer(new String[44]);
        CompletableFuture.allOf(all).get();
    }

    /** A request's id is kept there: what follows from an answer must not be logged as somebody else's. */
    @Test
    void anAnswerIsHeardInTheContextInWhichItWasAskedFor() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            Context one = context(vertx);
            Context other = context(vertx);
            CompletableFuture<Context> heardByOne = heardBy(one, "a");
            Batch first = batches.sent.take();
            CompletableFuture<Context> heardByOther = heardBy(other, "b");
            first.answer("tag of a");
            Batch second = batches.sent.take();
            second.answer("tag of b");

            assertThat(heardByOne.get()).isSameAs(one);
            assertThat(heardByOther.get()).isSameAs(other).isNotSameAs(one);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get();
        }
    }

    private static Context context(Vertx vertx) {
        return ((VertxInternal) vertx).createEventLoopContext();
    }

    /** Returns when the question has been asked. */
    private CompletableFuture<Context> heardBy(Context asker, String account) throws Exception {
        CompletableFuture<Context> heardBy = new CompletableFuture<>();
        CompletableFuture<Void> asked = new CompletableFuture<>();
        asker.runOnContext(inContext -> {
            ask(account).thenAccept(tag -> heardBy.complete(Vertx.currentContext()));
            asked.complete(null);
        });
        asked.get();
        return heardBy;
    }

    private CompletableFuture<@Nullable String> ask(String account) {
        return reads.tagOf(new AccountId(account));
    }

    private record Batch(int size, Promise<List<Response>> promise) {
        void answer(@Nullable String... tags) {
            promise.complete(Arrays.stream(tags)
                    .map(tag -> tag == null ? null : (Response) new Text(tag))
                    .toList());
        }
    }

    private record Text(String value) implements Response {
        @Override
        public ResponseType type() {
            return ResponseType.BULK;
        }

        @Override
        public String toString() {
            return value;
        }
    }

    /** A Redis that answers when it is told to. */
    private static final class Batches implements Redis {
        final BlockingQueue<Batch> sent = new LinkedBlockingQueue<>();
        volatile boolean broken;

        @Override
        public Future<List<Response>> batch(List<Request> commands) {
            if (broken) {
                throw new IllegalStateException("broken");
            }
            Promise<List<Response>> promise = Promise.promise();
            sent.add(new Batch(commands.size(), promise));
            return promise.future();
        }

        @Override
        public Future<RedisConnection> connect() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Future<@Nullable Response> send(Request command) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
