package io.desirepath.recommendation.serving;

import io.desirepath.contracts.Money;
import io.desirepath.recommendation.candidate.domain.Candidate;
import io.desirepath.recommendation.candidate.domain.Shelf.Declared;
import io.desirepath.recommendation.candidate.domain.Shelf.Offer;
import io.desirepath.recommendation.catalog.domain.Catalogue;
import io.desirepath.recommendation.serving.Recommendations.Reason;
import io.desirepath.recommendation.serving.Recommendations.ReasonCode;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says in words why something is better than, or can stand in for, what the account has. */
final class Alternatives {

    private Alternatives() {}

    /** As it can be said aloud to the customer. */
    static Reason upsell(Candidate.Upsell upsell, Catalogue catalogue) {
        Offer present = upsell.present();
        Offer offer = upsell.offer();
        String over = catalogue.name(upsell.over());
        StringBuilder text = new StringBuilder("Your price %s \u2192 %s, %s"
                .formatted(
                        amount(present.unitPrice(), present),
                        amount(offer.unitPrice(), offer),
                        step(upsell.declared(), over)));
        if (upsell.switched() > 0) {
            text.append(", bought by ")
                    .append(Reasons.counted(upsell.switched(), "company", "companies"))
                    .append(" after ")
                    .append(over);
        }
        text.append('.');
        BigDecimal lower = offer.lowerPrice();
        if (lower != null && offer.missing() > 0) {
            text.append(" %d more and one is %s.".formatted(offer.missing(), amount(lower, offer)));
        }
        ReasonCode code = upsell.declared() == null ? ReasonCode.BETTER_VERSION : ReasonCode.DECLARED_UPGRADE;
        return new Reason(
                code,
                text.toString(),
                List.of(new Evidence.Step(
                        catalogue.id(upsell.over()),
                        over,
                        Prices.shown(present.unitPrice(), present.currency()),
                        Prices.shown(offer.unitPrice(), offer.currency()),
                        upsell.switched())));
    }

    static Reason substitute(Candidate.Substitute substitute, Catalogue catalogue) {
        String instead = catalogue.name(substitute.instead());
        String text = substitute.switched() > 0
                ? "Instead of %s: %s changed over."
                        .formatted(instead, Reasons.counted(substitute.switched(), "company", "companies"))
                : "An alternative to %s.".formatted(instead);
        return new Reason(
                ReasonCode.ALTERNATIVE,
                text,
                List.of(new Evidence.Step(
                        catalogue.id(substitute.instead()), instead, null, null, substitute.switched())));
    }

    private static String step(@Nullable Declared declared, String over) {
        if (declared == null) {
            return "next tier above " + over;
        }
        return declared.replaces() ? "replaces " + over : "the better version of " + over;
    }

    private static String amount(BigDecimal price, Offer offer) {
        Money money = Prices.shown(price, offer.currency());
        return money == null ? price.toPlainString() : money.amount().toPlainString();
    }
}
