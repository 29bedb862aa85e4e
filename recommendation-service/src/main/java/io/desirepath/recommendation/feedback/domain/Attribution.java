package io.desirepath.recommendation.feedback.domain;

import io.desirepath.recommendation.accountcontext.domain.NetPurchases;
import io.desirepath.recommendation.accountcontext.domain.Purchase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Which recommendations the purchases of one account are credited to: what the order itself names, else the last touch of
 * the same product whose window reaches the purchase. A purchase is credited once or not at all, and a refund takes the
 * credit back with the quantity. The result depends on what happened and when, never on the order or the number of times
 * in which it was told.
 */
public final class Attribution {

    private record Line(String messageId, String productId) {}

    private Attribution() {}

    /**
     * @param touches of the account, in any order
     * @param purchases and refunds of the account, in any order
     * @param claims what its orders name themselves
     */
    public static List<Credit> of(
            Collection<Touch> touches,
            Collection<Purchase> purchases,
            Collection<Claim> claims,
            AttributionWindows windows) {
        Map<String, List<Touch>> byProduct = new HashMap<>();
        for (Touch touch : new HashSet<>(touches)) {
            byProduct
                    .computeIfAbsent(touch.productId(), id -> new ArrayList<>())
                    .add(touch);
        }
        Map<Line, Claim> claimed = new HashMap<>();
        for (Claim claim : claims) {
            claimed.merge(new Line(claim.messageId(), claim.productId()), claim, Attribution::oneOf);
        }
        List<Credit> credits = new ArrayList<>();
        for (Purchase purchase : NetPurchases.of(new HashSet<>(purchases))) {
            Claim claim = claimed.get(new Line(purchase.messageId(), purchase.productId()));
            if (claim != null) {
                credits.add(credit(purchase, claim.recommendationId(), claim.position()));
            } else {
                last(byProduct.getOrDefault(purchase.productId(), List.of()), purchase, windows)
                        .ifPresent(touch -> credits.add(credit(purchase, touch.recommendationId(), touch.position())));
            }
        }
        return credits;
    }

    private static Optional<Touch> last(List<Touch> touches, Purchase purchase, AttributionWindows windows) {
        return touches.stream()
                .filter(touch -> windows.reach(touch, purchase.at()))
                .max(Touch.LAST);
    }

    private static Claim oneOf(Claim one, Claim other) {
        return one.recommendationId().compareTo(other.recommendationId()) <= 0 ? one : other;
    }

    private static Credit credit(Purchase purchase, UUID recommendation, int position) {
        return new Credit(
                recommendation,
                position,
                purchase.productId(),
                purchase.messageId(),
                purchase.quantity(),
                purchase.amount(),
                purchase.currency());
    }
}
