package io.desirepath.local.imports;

/** Why a row of an import file did not become part of an event. */
public enum UnusableReason {
    /** No customer id: nobody's order. */
    MISSING_CUSTOMER("no customer id"),
    /** Postage, fees, adjustments: the stock code does not start with five digits. */
    NOT_A_PRODUCT("not a product (postage, fees, adjustments)"),
    ZERO_OR_NEGATIVE_PRICE("price not above zero"),
    ZERO_QUANTITY("quantity zero"),
    NEGATIVE_QUANTITY_WITHOUT_CANCELLATION("negative quantity outside of a cancellation"),
    POSITIVE_QUANTITY_IN_CANCELLATION("positive quantity in a cancellation"),
    /** A field is missing, too many, or not the number or date that it should be. */
    BAD_ROW("not readable as a row"),
    /** An event, or a line of its order, that the server did not take. */
    REJECTED_BY_SERVER("rejected by the server");

    private final String text;

    UnusableReason(String text) {
        this.text = text;
    }

    /** For people. */
    public String text() {
        return text;
    }
}
