package io.desirepath.persona;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.desirepath.contracts.FeedEvent;
import io.desirepath.service.feed.FeedJson;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Serves its feeds over HTTP, as journey-service would: the cursor is the number of events read. */
public class FakeJourney implements QuarkusTestResourceLifecycleManager {

    private static final Pattern AFTER = Pattern.compile("after=(\\d*)");

    private final List<FeedEvent> activities = new CopyOnWriteArrayList<>();
    private final List<FeedEvent> stages = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/internal/feeds/activities", exchange -> page(exchange, activities));
        server.createContext("/internal/feeds/stages", exchange -> page(exchange, stages));
        server.start();
        String url = "http://localhost:" + server.getAddress().getPort();
        return Map.of(
                "desirepath.feed.sources.activities",
                url,
                "desirepath.feed.sources.stages",
                url,
                // Nobody else is there to report.
                "desirepath.privacy.services",
                "persona-service");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(FakeJourney.class));
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    /** The reader gets it with its next page. */
    public void publish(FeedEvent event) {
        (event.type().startsWith("stage.") ? stages : activities).add(event);
    }

    private static void page(HttpExchange exchange, List<FeedEvent> events) throws IOException {
        try (exchange) {
            boolean known = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
                    .startsWith("Bearer ");
            Matcher after = AFTER.matcher(exchange.getRequestURI().getQuery());
            int read = after.find() && !after.group(1).isEmpty() ? Integer.parseInt(after.group(1)) : 0;
            for (int i = 0; i < 50 && read == events.size(); i++) {
                Thread.sleep(20);
            }
            List<FeedEvent> page = List.copyOf(events.subList(read, events.size()));
            byte[] body = FeedJson.MAPPER.writeValueAsBytes(page);
            exchange.getResponseHeaders().set("Content-Type", FeedEvent.MEDIA_TYPE);
            exchange.getResponseHeaders().set(FeedEvent.NEXT_CURSOR_HEADER, String.valueOf(read + page.size()));
            exchange.getResponseHeaders().set(FeedEvent.PENDING_HEADER, "0");
            exchange.sendResponseHeaders(known ? 200 : 401, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
