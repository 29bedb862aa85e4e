package io.desirepath.journey.activation.domain;

import io.desirepath.contracts.SegmentSubject;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a segment's members are wanted, what of each, and for which purpose.
 *
 * @param purpose what the persons in the rows have to have agreed to; none for rows that only say who
 */
public record MemberChoice(RowKind rows, List<MemberField> fields, Optional<Purpose> purpose) {

    public MemberChoice {
        fields = List.copyOf(fields);
        if (!rows.isOfPersons() && purpose.isPresent()) {
            throw new IllegalArgumentException("purpose: only rows of contacts are read for one");
        }
        if (rows == RowKind.CONTACTS_OF_ACCOUNTS && purpose.isEmpty()) {
            throw new IllegalArgumentException("rows: contacts of accounts are only listed for a purpose");
        }
        for (MemberField field : fields) {
            if (!field.isOf(rows)) {
                throw new IllegalArgumentException("fields: rows for " + rows + " have no '" + field.wireName() + "'");
            }
            if (field.isPersonal() && purpose.isEmpty()) {
                throw new IllegalArgumentException("fields: '" + field.wireName() + "' is only given for a purpose");
            }
        }
    }

    /**
     * Reads what a request asks for.
     *
     * @param rows {@code members}, {@code contacts} or null
     * @param fields names separated by commas, or null
     * @throws IllegalArgumentException with a sentence for the client, if it cannot have that
     */
    public static MemberChoice of(
            SegmentSubject subject, @Nullable String rows, @Nullable String fields, @Nullable String purpose) {
        RowKind kind = kind(subject, rows == null ? "members" : rows);
        List<MemberField> chosen = fields == null ? MemberField.usual(kind) : named(fields);
        return new MemberChoice(kind, chosen, Optional.ofNullable(purpose).map(MemberChoice::purpose));
    }

    private static Purpose purpose(String name) {
        return Arrays.stream(Purpose.values())
                .filter(purpose -> purpose.name().equals(name))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("purpose: MARKETING_EMAIL or ADVERTISING"));
    }

    private static RowKind kind(SegmentSubject subject, String rows) {
        if (!Set.of("members", "contacts").contains(rows)) {
            throw new IllegalArgumentException("rows: members or contacts");
        }
        return switch (subject) {
            case ACCOUNT -> rows.equals("contacts") ? RowKind.CONTACTS_OF_ACCOUNTS : RowKind.ACCOUNTS;
            case CONTACT -> RowKind.CONTACTS;
        };
    }

    private static List<MemberField> named(String fields) {
        Set<MemberField> chosen = new LinkedHashSet<>();
        for (String name : fields.split(",", -1)) {
            chosen.add(MemberField.named(name)
                    .orElseThrow(() -> new IllegalArgumentException("fields: there is no '" + name + "'")));
        }
        return List.copyOf(chosen);
    }
}
