package io.desirepath.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/**
 * The same calls end in the same profiles and the same beliefs, in whatever order, however often and by whatever way they
 * are sent. Each trial sends its calls twice, under two prefixes of all ids, and compares.
 */
class AnyOrderIT {

    private static final Instant START =
            Instant.now().truncatedTo(ChronoUnit.DAYS).minus(40, ChronoUnit.DAYS);
    private static final AtomicInteger TRIALS = new AtomicInteger();
    private static final List<String> ACCOUNTS = List.of("acme", "bolt");
    private static final List<String> CONTACTS = List.of("ann", "bob");

    private final Suite suite = Suite.get();

    /** One call; ids come with a prefix once it is sent. */
    record Call(
            int number, int hour, String type, String user, String visitor, String account, String event, int variant) {
        String json(String prefix) {
            var json =
                    new StringBuilder("{\"type\":\"" + type + "\",\"messageId\":\"" + prefix + "m-" + number + "\",");
            json.append("\"timestamp\":\"")
                    .append(START.plus(hour, ChronoUnit.HOURS))
                    .append("\",");
            add(json, "userId", user, prefix);
            add(json, "anonymousId", visitor, prefix);
            switch (type) {
                case "identify" ->
                    json.append("\"traits\":{\"name\":\"Name %d\",\"title\":\"%s\",\"score\":%d}"
                            .formatted(
                                    variant,
                                    List.of("Head of Procurement", "CFO", "Engineer")
                                            .get(variant % 3),
                                    variant));
                case "group" -> {
                    add(json, "groupId", account == null ? "acme" : account, prefix);
                    json.append(
                            "\"traits\":{\"name\":\"Company %d\",\"employees\":%d}".formatted(variant, 10 + variant));
                }
                default -> {
                    json.append("\"event\":\"").append(event).append("\",");
                    if (account != null) {
                        json.append("\"context\":{\"groupId\":\"")
                                .append(prefix)
                                .append(account)
                                .append("\"},");
                    }
                    json.append("\"properties\":{\"product_id\":\"P")
                            .append(variant)
                            .append("\"}");
                }
            }
            return json.append('}').toString();
        }

        private static void add(StringBuilder json, String field, String id, String prefix) {
            if (id != null) {
                json.append('"')
                        .append(field)
                        .append("\":\"")
                        .append(prefix)
                        .append(id)
                        .append("\",");
            }
        }
    }

    @Property(tries = 12, shrinking = ShrinkingMode.BOUNDED)
    void theSameCallsEndInTheSameProfilesAndBeliefs(@ForAll("histories") List<Call> calls, @ForAll Random random) {
        String prefix = "order-%d-%d-".formatted(ProcessHandle.current().pid(), TRIALS.incrementAndGet());
        String inOrder = prefix + "a-";
        String anyhow = prefix + "b-";
        calls.stream()
                .sorted(java.util.Comparator.comparing(Call::hour).thenComparing(Call::number))
                .forEach(call -> single(call.json(inOrder)));
        List<Call> shuffled = new ArrayList<>(calls);
        Collections.shuffle(shuffled, random);
        shuffled.addAll(shuffled.subList(0, calls.size() / 3));
        while (!shuffled.isEmpty()) {
            List<Call> some = shuffled.subList(0, Math.min(shuffled.size(), 1 + random.nextInt(5)));
            send(some.stream().map(call -> call.json(anyhow)).toList(), random);
            some.clear();
        }
        awaitHeard(inOrder);
        awaitHeard(anyhow);
        letSilenceCount(prefix);
        assertSameSoon(anyhow, inOrder);
    }

    @Provide
    Arbitrary<List<Call>> histories() {
        Arbitrary<Call> call = Combinators.combine(
                        Arbitraries.integers().between(0, 24 * 30),
                        Arbitraries.of("track", "track", "track", "identify", "group"),
                        Arbitraries.of(CONTACTS).injectNull(.4),
                        Arbitraries.of("v", "w"),
                        Arbitraries.of(ACCOUNTS).injectNull(.6),
                        Arbitraries.of("Product Viewed", "Quote Requested", "Content Downloaded", "Pricing Viewed"),
                        Arbitraries.integers().between(0, 5))
                .as((hour, type, user, visitor, account, event, variant) ->
                        new Call(0, hour, type, user, visitor, account, event, variant));
        return call.list().ofMinSize(3).ofMaxSize(20).map(calls -> {
            List<Call> numbered = new ArrayList<>();
            for (Call c : calls) {
                numbered.add(new Call(
                        numbered.size(),
                        c.hour(),
                        c.type(),
                        c.user(),
                        c.visitor(),
                        c.account(),
                        c.event(),
                        c.variant()));
            }
            return numbered;
        });
    }

    /** What persona-service hears of the last call it hears behind all the others. */
    private void awaitHeard(String prefix) {
        String last = prefix + "last";
        single("{\"type\":\"identify\",\"messageId\":\"%s\",\"userId\":\"%s\",\"traits\":{}}".formatted(last, last));
        Suite.await(
                Duration.ofSeconds(20),
                () -> suite.get(suite.local.env().adminKey(), "/v1/contacts/" + last)
                                .status()
                        == 200);
    }

    /** Compares what was read together: a sweep may begin between one reading and the next. */
    private void assertSameSoon(String anyhow, String inOrder) {
        Instant deadline = Instant.now().plusSeconds(30);
        TreeMap<String, String> actual;
        TreeMap<String, String> expected;
        do {
            actual = state(anyhow);
            expected = state(inOrder);
        } while (!actual.equals(expected) && Instant.now().isBefore(deadline));
        assertThat(actual).isEqualTo(expected);
    }

    /** After an import the sweep runs, which else may have seen the one and not the other. */
    private void letSilenceCount(String prefix) {
        importing(List.of("{\"type\":\"identify\",\"messageId\":\"%1$sswept\",\"userId\":\"%1$sswept\",\"traits\":{}}"
                .formatted(prefix)));
    }

    private void single(String call) {
        String type = call.substring(9, call.indexOf('"', 9));
        suite.post(suite.local.env().writeKey(), "/v1/" + type, "application/json", call)
                .expect(200);
    }

    private void send(List<String> calls, Random random) {
        switch (random.nextInt(3)) {
            case 0 -> calls.forEach(this::single);
            case 1 -> suite.batch(calls.toArray(String[]::new)).expect(200);
            default -> importing(calls);
        }
    }

    private void importing(List<String> calls) {
        suite.post(suite.local.env().writeKey(), "/v1/imports", "application/x-ndjson", String.join("\n", calls))
                .expect(200);
    }

    /** All that can be read of the trial's accounts and contacts, but for the prefix and the time of reading. */
    private TreeMap<String, String> state(String prefix) {
        var state = new TreeMap<String, String>();
        for (String account : ACCOUNTS) {
            String path = "/v1/accounts/" + prefix + account;
            read(state, prefix, path);
            read(state, prefix, path + "/contacts");
            read(state, prefix, path + "/journey");
            read(state, prefix, path + "/buying-group");
        }
        for (String contact : CONTACTS) {
            read(state, prefix, "/v1/contacts/" + prefix + contact);
            read(state, prefix, "/v1/contacts/" + prefix + contact + "/identity");
        }
        return state;
    }

    private void read(TreeMap<String, String> state, String prefix, String path) {
        Suite.Answer answer = suite.get(suite.local.env().adminKey(), path);
        JsonNode json = answer.status() == 200 ? withoutTimes(answer.json()) : TextNode.valueOf("" + answer.status());
        String text = json.toString();
        state.put(path.replace(prefix, ""), text.replace(prefix, ""));
    }

    /** Without what depends on when it was read or stored. */
    private static JsonNode withoutTimes(JsonNode json) {
        for (JsonNode child : json) {
            withoutTimes(child);
        }
        if (json instanceof ObjectNode object) {
            object.remove(
                    List.of("computedAt", "asOf", "to", "createdAt", "updatedAt", "assignedAt", "etag", "revision"));
            List<String> fields = new ArrayList<>();
            object.fieldNames().forEachRemaining(fields::add);
            fields.forEach(field -> round(object, field));
            object.remove("text");
        }
        return json;
    }

    /** Two reads may lie a minute apart. */
    private static void round(ObjectNode object, String field) {
        if (object.path(field).isFloatingPointNumber()) {
            object.put(field, Math.round(object.get(field).asDouble() * 200) / 200.0);
        }
    }
}
