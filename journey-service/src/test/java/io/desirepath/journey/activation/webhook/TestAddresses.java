package io.desirepath.journey.activation.webhook;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A resolver that some names mean what a test says to, each time the next answer, the last one from then on. */
@Alternative
@Priority(1)
@Singleton
class TestAddresses extends HostAddresses {

    final Map<String, Deque<String>> names = new ConcurrentHashMap<>();

    void mean(String name, String... answers) {
        names.put(name, new ArrayDeque<>(List.of(answers)));
    }

    @Override
    public List<InetAddress> of(String host, Duration patience) throws UnknownHostException, InterruptedException {
        Deque<String> answers = names.get(host);
        if (answers == null) {
            return super.of(host, patience);
        }
        String answer = answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
        return List.of(InetAddress.getAllByName(answer));
    }
}
