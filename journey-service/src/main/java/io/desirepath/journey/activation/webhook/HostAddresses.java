package io.desirepath.journey.activation.webhook;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What the system's resolver says a name stands for. */
@Singleton
public class HostAddresses {

    /** Threads of the platform: a look-up blocks in native code, and would hold a carrier of all virtual threads. */
    private final ExecutorService lookUps = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("webhook-look-up-", 0).factory());

    /**
     * @return all of them
     * @throws UnknownHostException if there are none, or none are found in time
     */
    public List<InetAddress> of(String host, Duration patience) throws UnknownHostException, InterruptedException {
        Future<InetAddress[]> found = lookUps.submit(() -> InetAddress.getAllByName(host));
        try {
            return List.of(found.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException e) {
            found.cancel(true);
            throw new UnknownHostException(host);
        }
    }

    @PreDestroy
    void stop() {
        lookUps.shutdownNow();
    }
}
