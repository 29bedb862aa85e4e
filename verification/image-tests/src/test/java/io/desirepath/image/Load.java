package io.desirepath.image;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Callers that send activities and ask for recommendations without a pause worth mentioning, until they are stopped. */
final class Load {

    private static final int CALLERS = 4;

    private final Cluster cluster;
    private final List<Thread> callers = new ArrayList<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean stopped;

    private Load(Cluster cluster) {
        this.cluster = cluster;
    }

    static Load on(Cluster cluster) {
        Load load = new Load(cluster);
        for (int i = 0; i < CALLERS; i++) {
            load.callers.add(Thread.ofVirtual().start(load::call));
        }
        return load;
    }

    private void call() {
        while (!stopped) {
            int number = calls.incrementAndGet();
            try {
                HttpResponse<String> answer = call(number);
                if (answer.statusCode() != 200) {
                    failures.add(number + " was answered with " + answer.statusCode() + " " + answer.body());
                }
                Thread.sleep(10);
            } catch (IOException | RuntimeException e) {
                failures.add(number + " failed with " + e);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** One to each of the services behind the gateway, by turns. */
    private HttpResponse<String> call(int number) throws IOException {
        String account = "account-" + number % 20;
        return switch (number % 3) {
            case 0 -> cluster.post("/v1/batch", Events.view("load-" + number, account, "p1"));
            case 1 -> cluster.get("/v1/accounts/" + account + "/recommendations?placement=home");
            default -> cluster.get("/v1/accounts?pageSize=10");
        };
    }

    /** How many calls have been sent. */
    int calls() {
        return calls.get();
    }

    /** @return what went wrong */
    List<String> stop() throws InterruptedException {
        stopped = true;
        for (Thread caller : callers) {
            caller.join();
        }
        return List.copyOf(failures);
    }
}
