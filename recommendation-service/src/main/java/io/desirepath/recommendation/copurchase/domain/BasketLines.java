package io.desirepath.recommendation.copurchase.domain;

import static java.util.stream.Collectors.groupingBy;

import io.desirepath.recommendation.accountcontext.domain.Purchase;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What counts of an account's purchases: the same lines that {@code training/04-basket-line.sql} keeps. */
public final class BasketLines {

    private BasketLines() {}

    /**
     * The lines that count, the newest first.
     *
     * @param net purchases, refunds taken off
     */
    public static List<BasketLine> of(String account, Collection<Purchase> net, CountingRules rules) {
        return net.stream()
                .map(purchase -> new BasketLine(dayOf(purchase), purchase.productId()))
                .distinct()
                .collect(groupingBy(BasketLine::day))
                .values()
                .stream()
                .flatMap(basket -> capped(account, basket, rules.maxBasket()).stream())
                .sorted(BasketLine.NEWEST_FIRST)
                .limit(rules.maxAccountLines())
                .toList();
    }

    /**
     * On the way from some lines to others, at most so many changes away from the first: an account that changed very much
     * is counted in several steps.
     */
    public static List<BasketLine> towards(List<BasketLine> from, List<BasketLine> to, int most) {
        Set<BasketLine> step = new HashSet<>(from);
        Set<BasketLine> target = new HashSet<>(to);
        int changes = 0;
        for (BasketLine line : from) {
            if (changes < most && !target.contains(line)) {
                step.remove(line);
                changes++;
            }
        }
        for (BasketLine line : to) {
            if (changes < most && step.add(line)) {
                changes++;
            }
        }
        return step.stream().sorted(BasketLine.NEWEST_FIRST).toList();
    }

    private static int dayOf(Purchase purchase) {
        return (int) Math.floorDiv(purchase.at().getEpochSecond(), TimeUnit.DAYS.toSeconds(1));
    }

    private static List<BasketLine> capped(String account, List<BasketLine> basket, int most) {
        if (basket.size() <= most) {
            return basket;
        }
        record Drawn(String lot, BasketLine line) {}
        List<Drawn> drawn = new ArrayList<>();
        for (BasketLine line : basket) {
            drawn.add(new Drawn(md5(line.productId() + "/" + account + "/" + line.day()), line));
        }
        drawn.sort(Comparator.comparing(Drawn::lot));
        return drawn.stream().limit(most).map(Drawn::line).toList();
    }

    /** Not for secrecy: the hash that every SQL engine has. */
    private static String md5(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
