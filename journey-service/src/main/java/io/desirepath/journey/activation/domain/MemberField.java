package io.desirepath.journey.activation.domain;

import static io.desirepath.journey.activation.domain.RowKind.ACCOUNTS;
import static io.desirepath.journey.activation.domain.RowKind.CONTACTS;
import static io.desirepath.journey.activation.domain.RowKind.CONTACTS_OF_ACCOUNTS;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What can be asked of a member. A closed list: there is no other way to what is kept of anybody. */
public enum MemberField {
    ACCOUNT_ID("accountId", false, ACCOUNTS, CONTACTS_OF_ACCOUNTS),
    CONTACT_ID("contactId", false, CONTACTS, CONTACTS_OF_ACCOUNTS),
    ENTERED_AT("enteredAt", false, ACCOUNTS, CONTACTS, CONTACTS_OF_ACCOUNTS),
    STAGE("stage", false, ACCOUNTS, CONTACTS_OF_ACCOUNTS),
    STAGE_SINCE("stageSince", false, ACCOUNTS, CONTACTS_OF_ACCOUNTS),
    REASON("reason", false, ACCOUNTS, CONTACTS, CONTACTS_OF_ACCOUNTS),
    NAME("name", false, ACCOUNTS, CONTACTS_OF_ACCOUNTS),
    COUNTRY("country", false, ACCOUNTS, CONTACTS_OF_ACCOUNTS),
    INDUSTRY("industry", false, ACCOUNTS, CONTACTS_OF_ACCOUNTS),
    EMPLOYEES("employees", false, ACCOUNTS, CONTACTS_OF_ACCOUNTS),
    HUBSPOT_LIFECYCLE_STAGE("hubspotLifecycleStage", false, ACCOUNTS, CONTACTS_OF_ACCOUNTS),
    SIXSENSE_STAGE("sixsenseStage", false, ACCOUNTS, CONTACTS_OF_ACCOUNTS),
    ACCOUNT_IDS("accountIds", false, CONTACTS, CONTACTS_OF_ACCOUNTS),
    ROLE("role", true, CONTACTS, CONTACTS_OF_ACCOUNTS),
    PERSONA("persona", true, CONTACTS, CONTACTS_OF_ACCOUNTS),
    EMAIL_SHA256("emailSha256", true, CONTACTS, CONTACTS_OF_ACCOUNTS);

    private final String wireName;
    private final boolean personal;
    private final Set<RowKind> rows;

    MemberField(String wireName, boolean personal, RowKind first, RowKind... more) {
        this.wireName = wireName;
        this.personal = personal;
        this.rows = EnumSet.of(first, more);
    }

    /** What it is called in requests and answers. */
    public String wireName() {
        return wireName;
    }

    /** Whether it describes a person, beyond saying which one; only for a {@link Purpose}. */
    public boolean isPersonal() {
        return personal;
    }

    boolean isOf(RowKind kind) {
        return rows.contains(kind);
    }

    static Optional<MemberField> named(String name) {
        return Arrays.stream(values())
                .filter(field -> field.wireName.equals(name))
                .findAny();
    }

    /** What a row has if nobody says. */
    static List<MemberField> usual(RowKind kind) {
        return switch (kind) {
            case ACCOUNTS -> List.of(ACCOUNT_ID, ENTERED_AT, STAGE, NAME, REASON);
            case CONTACTS -> List.of(CONTACT_ID, ENTERED_AT, ACCOUNT_IDS, REASON);
            case CONTACTS_OF_ACCOUNTS -> List.of(ACCOUNT_ID, CONTACT_ID, ENTERED_AT, STAGE);
        };
    }
}
