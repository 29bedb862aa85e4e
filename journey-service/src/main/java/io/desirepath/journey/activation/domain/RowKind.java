package io.desirepath.journey.activation.domain;

/** What there is a row for. */
public enum RowKind {
    /** Each member of a segment of accounts. */
    ACCOUNTS("a segment of accounts"),
    /** Each member of a segment of contacts. */
    CONTACTS("a segment of contacts"),
    /** Each contact of each member of a segment of accounts. */
    CONTACTS_OF_ACCOUNTS("contacts of a segment of accounts");

    private final String words;

    RowKind(String words) {
        this.words = words;
    }

    public boolean isOfPersons() {
        return this != ACCOUNTS;
    }

    @Override
    public String toString() {
        return words;
    }
}
