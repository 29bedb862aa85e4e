package io.desirepath.journey.activation.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.desirepath.contracts.SegmentSubject;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MemberChoiceTest {

    @ParameterizedTest
    @EnumSource
    void whoAsksForNothingGetsWhatIsUsualAndNothingPersonal(SegmentSubject subject) {
        MemberChoice choice = MemberChoice.of(subject, null, null, null);

        assertThat(choice.fields()).isNotEmpty().noneMatch(MemberField::isPersonal);
        assertThat(choice.purpose()).isEmpty();
    }

    @Test
    void fieldsComeInTheOrderInWhichTheyAreAskedForAndOnce() {
        assertThat(MemberChoice.of(SegmentSubject.ACCOUNT, null, "name,accountId,name", null)
                        .fields())
                .containsExactly(MemberField.NAME, MemberField.ACCOUNT_ID);
    }

    @Test
    void rowsOfContactsOfAccountsHaveEveryField() {
        String all = String.join(
                ",",
                List.of(MemberField.values()).stream()
                        .map(MemberField::wireName)
                        .toList());

        MemberChoice choice = MemberChoice.of(SegmentSubject.ACCOUNT, "contacts", all, "ADVERTISING");

        assertThat(choice.rows()).isEqualTo(RowKind.CONTACTS_OF_ACCOUNTS);
        assertThat(choice.fields()).containsExactly(MemberField.values());
        assertThat(choice.purpose()).contains(Purpose.ADVERTISING);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            ACCOUNT, -,        email,       -,           fields: there is no 'email'
            ACCOUNT, -,        'name,',     -,           fields: there is no ''
            ACCOUNT, -,        role,        -,           fields: rows for a segment of accounts have no 'role'
            CONTACT, -,        emailSha256, -,           fields: 'emailSha256' is only given for a purpose
            CONTACT, -,        role,        -,           fields: 'role' is only given for a purpose
            CONTACT, -,        stage,       ADVERTISING, fields: rows for a segment of contacts have no 'stage'
            ACCOUNT, contacts, -,           -,           rows: contacts of accounts are only listed for a purpose
            ACCOUNT, -,        -,           ADVERTISING, purpose: only rows of contacts are read for one
            CONTACT, -,        -,           RESALE,      purpose: MARKETING_EMAIL or ADVERTISING
            ACCOUNT, people,   -,           -,           rows: members or contacts
            """)
    void whatNobodyCanHaveIsNamed(
            SegmentSubject subject,
            @Nullable String rows,
            @Nullable String fields,
            @Nullable String purpose,
            String sentence) {
        assertThatThrownBy(() -> MemberChoice.of(subject, rows, fields, purpose))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }

    /** The rule itself, over all that could be asked for. */
    @Property
    void nothingPersonalIsEverGivenWithoutAPurpose(@ForAll RowKind rows, @ForAll List<MemberField> fields) {
        boolean possible = rows != RowKind.CONTACTS_OF_ACCOUNTS
                && fields.stream().noneMatch(MemberField::isPersonal)
                && fields.stream().allMatch(field -> field.isOf(rows));
        boolean given;
        try {
            new MemberChoice(rows, fields, Optional.empty());
            given = true;
        } catch (IllegalArgumentException refused) {
            given = false;
        }
        assertThat(given).isEqualTo(possible);
    }
}
