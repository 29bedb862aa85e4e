package io.desirepath.recommendation.serving;

import io.desirepath.contracts.Money;
import io.desirepath.recommendation.candidate.domain.Candidate;
import io.desirepath.recommendation.candidate.domain.Shelf.Basis;
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
        StringBuilder text = new StringBuilder(prices(present, offer, step(upsell.declared(), over)));
        if (upsell.switched() > 0) {
            text.append("; ")
                    .append(Reasons.counted(upsell.switched(), "company", "companies"))
                    .append(" changed over");
        }
        text.append('.');
        BigDecimal lower = offer.lowerPrice();
        if (lower != null && offer.missing() > 0) {
            text.append(' ')
                    .append(offer.missing())
                    .append(" more and one is ")
                    .append(amount(lower, offer))
                    .append('.');
        }
        ReasonCode code = upsell.declared() == null ? ReasonCode.BETTER_VERSION : ReasonCode.DECLARED_UPGRADE;
        return new Reason(
                code,
                text.toString(),
                List.of(new Evidence.Step(
                        catalogue.id(upsell.over()),
                        over,
                        Prices.shown(present.unitPrice(), present.currency()),
                        offer.basis() == Basis.USUAL ? null : Prices.shown(offer.unitPrice(), offer.currency()),
                        offer.basis() == Basis.USUAL ? Prices.shown(offer.unitPrice(), offer.currency()) : null,
                        upsell.switched())));
    }

    /** Says of each price whose it is: what others paid is no offer. */
    private static String prices(Offer present, Offer offer, String step) {
        String paid = amount(present.unitPrice(), present);
        String better = amount(offer.unitPrice(), offer);
        return switch (offer.basis()) {
            case OFFERED, PAID ->
                present.basis() == Basis.PAID
                        ? "You paid " + paid + "; this is " + better + ", " + step
                        : "Your price " + paid + " \u2192 " + better + ", " + step;
            case USUAL ->
                (present.basis() == Basis.PAID ? "You paid " : "Your price is ") + paid + "; this usually sells at "
                        + better + ", " + step;
        };
    }

    static Reason substitute(Candidate.Substitute substitute, Catalogue catalogue) {
        String instead = catalogue.name(substitute.instead());
        String text = switch (substitute.role()) {
            case ALTERNATIVE -> "An alternative to " + instead;
            case STAND_IN -> instead + " is not available now; this is, of the same kind";
            case SUCCESSOR -> "Replaces " + instead + ", which is not available any more";
        };
        return new Reason(
                ReasonCode.ALTERNATIVE,
                text + others(substitute) + ".",
                List.of(new Evidence.Step(
                        catalogue.id(substitute.instead()), instead, null, null, null, substitute.switched())));
    }

    private static String others(Candidate.Substitute substitute) {
        if (substitute.switched() > 0) {
            return "; " + Reasons.counted(substitute.switched(), "company", "companies") + " changed over";
        }
        return substitute.viewedAlong() > 0
                ? "; " + Reasons.counted(substitute.viewedAlong(), "company", "companies") + " looked at both"
                : "";
    }

    private static String step(@Nullable Declared declared, String over) {
        if (declared == null) {
            return "one step up from " + over;
        }
        return declared.replaces() ? "replaces " + over : "the better version of " + over;
    }

    private static String amount(BigDecimal price, Offer offer) {
        Money money = Prices.shown(price, offer.currency());
        return money == null ? price.toPlainString() : money.amount().toPlainString();
    }
}
