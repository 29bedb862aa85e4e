package io.desirepath.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;

/** A merchant whose customers order, and who looks whether nothing of it was lost. */
final class Merchant {

    private static final int ACCOUNTS = 10;
    private static final int ORDERS_AT_FIRST = 3;

    /** What happens while the merchant is busy. */
    interface Work {
        void run() throws Exception;
    }

    private final List<String> sent = new CopyOnWriteArrayList<>();

    /** The orders that were sent so far. */
    List<String> sent() {
        return List.copyOf(sent);
    }

    /** Somebody who sent only these, and numbers further orders after them. */
    Merchant whoSent(List<String> orders) {
        Merchant merchant = new Merchant();
        merchant.sent.addAll(orders);
        return merchant;
    }

    /** Each account says who it is and orders the same every month: it is known, and has something to be reminded of. */
    void open(Calls gateway) {
        for (int account = 0; account < ACCOUNTS; account++) {
            gateway.identify("buyer-" + account, "account-" + account, "Head of Purchasing");
            for (int month = ORDERS_AT_FIRST; month > 0; month--) {
                order(gateway, account, Duration.ofDays(30L * month));
            }
        }
    }

    /** Each account orders once and is looked at. */
    void trade(Calls gateway) {
        for (int account = 0; account < ACCOUNTS; account++) {
            order(gateway, account, Duration.ZERO);
            assertThat(gateway.journey("account-" + account).get("stage").asText())
                    .isNotEmpty();
            assertThat(gateway.recommended("account-" + account)).isNotEmpty();
        }
    }

    /** Trades without a pause until the work is done; fails if a call did. */
    void tradeDuring(Calls gateway, Work work) throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        CompletableFuture<Void> trading = CompletableFuture.runAsync(() -> {
            do {
                trade(gateway);
            } while (!done.isDone());
        });
        try {
            work.run();
        } finally {
            done.complete(null);
        }
        try {
            trading.join();
        } catch (CompletionException e) {
            throw new AssertionError("A call failed meanwhile", e.getCause());
        }
    }

    /** Looks whether all that was sent counts everywhere. */
    void findsEverythingAt(Calls gateway) {
        for (int number = 0; number < ACCOUNTS; number++) {
            String account = "account-" + number;
            String prefix = "order-" + number + "-";
            List<String> own = sent.stream().filter(id -> id.startsWith(prefix)).toList();
            assertThat(gateway.messages(account)).containsAll(own);
            Calls.await(
                    "recommendation-service knows what " + account + " bought",
                    () -> gateway.recommended(account).contains("product-" + account));
            Calls.await(
                    "persona-service knows who works for " + account,
                    () -> gateway.get("/v1/accounts/" + account + "/contacts")
                            .findValuesAsText("id")
                            .contains("buyer-" + account.substring("account-".length())));
        }
    }

    private void order(Calls gateway, int account, Duration ago) {
        String id = "order-" + account + "-" + sent.size();
        gateway.order(
                id, "account-" + account, Instant.now().minus(ago), "product-account-" + account, "paper", "pens");
        sent.add(id);
    }
}
