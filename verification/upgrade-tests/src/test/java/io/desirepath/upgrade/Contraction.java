package io.desirepath.upgrade;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a statement may do to a table under the feet of services that know only the schema before it. */
enum Contraction {
    DROPS("\\bDROP (?!NOT NULL|DEFAULT)", "what it drops may still be used"),
    DROPS_A_DEFAULT("\\bDROP DEFAULT\\b", "rows that are written without the column fail"),
    RENAMES("\\bRENAME (TO|COLUMN|CONSTRAINT|VALUE|ATTRIBUTE|\\S+ TO)\\b", "the old name is still used"),
    CHANGES_A_TYPE(
            "\\bALTER (COLUMN )?\\S+ (SET DATA )?TYPE\\b", "it rewrites the table and may not suit what is written"),
    SETS_NOT_NULL("\\bSET NOT NULL\\b", "rows that are written without the column fail"),
    ADDS_A_COLUMN_THAT_MUST_BE_GIVEN(
            "\\bADD (COLUMN )?(IF NOT EXISTS )?(?!CONSTRAINT)\\S+ (?:(?!, ADD |\\bDEFAULT\\b|\\bGENERATED\\b).)*\\bNOT NULL\\b"
                    + "(?!(?:(?!, ADD ).)*\\b(DEFAULT|GENERATED)\\b)",
            "rows that are written without the column fail"),
    ADDS_A_CONSTRAINT(
            "\\bADD (CONSTRAINT \\S+ |(COLUMN )?(?:(?!, ADD ).)*)?\\b(UNIQUE|CHECK|PRIMARY KEY|FOREIGN KEY|REFERENCES|EXCLUDE)\\b"
                    + "(?!(?:(?!, ADD ).)*\\bNOT VALID\\b)",
            "it looks at all rows under a lock, and refuses what is written today"),
    MAKES_UNIQUE("\\bCREATE UNIQUE INDEX\\b", "it refuses what is written today"),
    LOCKS_FOR_AN_INDEX("\\bCREATE INDEX (?!CONCURRENTLY)", "nobody can write to the table meanwhile: CONCURRENTLY"),
    REVOKES("\\bREVOKE\\b", "what it takes away may still be needed"),
    EMPTIES("\\bTRUNCATE\\b", "what was there may still be needed");

    private final Pattern pattern;
    private final String why;

    Contraction(String pattern, String why) {
        this.pattern = Pattern.compile(pattern);
        this.why = why;
    }

    String why() {
        return why;
    }

    /**
     * The first thing that a statement does.
     *
     * @param statement in capitals, without comments
     */
    static Optional<Contraction> in(String statement) {
        // What a function does, it does when it is called.
        if (statement.matches("CREATE (OR REPLACE )?FUNCTION .*")) {
            return Optional.empty();
        }
        String code = statement.replaceAll("'[^']*'", "''");
        return Arrays.stream(values())
                .filter(c -> c.pattern.matcher(code).find())
                .findFirst();
    }
}
