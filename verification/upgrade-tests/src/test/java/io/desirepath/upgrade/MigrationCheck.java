package io.desirepath.upgrade;

import io.desirepath.upgrade.SqlStatements.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the migrations that a service has beyond those of the previous version, and objects to what the previous version
 * could not live with: while pods are replaced one by one, it runs on the new schema. A statement that takes something
 * away says above it which version was the first that did without: {@code -- Unused since 0.3.0: last_at}.
 */
final class MigrationCheck {

    private static final Pattern UNUSED_SINCE = Pattern.compile("-- Unused since (\\S+): \\S");
    private static final Pattern CREATED = Pattern.compile(
            "CREATE (?:UNLOGGED )?TABLE (?:IF NOT EXISTS )?(\\S+?)[ (]|CREATE_CHANGE_FEED\\('(\\w+)'\\)");
    private static final Pattern TABLE = Pattern.compile(
            "(?:ALTER TABLE|DROP TABLE|TRUNCATE(?: TABLE)?|REVOKE .* ON) (?:IF EXISTS )?(?:ONLY )?([^\\s;,]+)"
                    + "|(?:INDEX|TRIGGER) .*?\\bON (?:ONLY )?([^\\s(]+)");

    private final Set<String> created = new HashSet<>();
    private final Predicate<String> inPreviousVersion;
    private final List<String> objections = new ArrayList<>();

    private MigrationCheck(Predicate<String> inPreviousVersion) {
        this.inPreviousVersion = inPreviousVersion;
    }

    /**
     * What to object to, a sentence each.
     *
     * @param migrations texts of the new migrations of one database, in their order
     * @param inPreviousVersion whether a version (a tag, or a commit) is the previous one or older
     */
    static List<String> objections(List<String> migrations, Predicate<String> inPreviousVersion) {
        MigrationCheck check = new MigrationCheck(inPreviousVersion);
        migrations.forEach(sql -> SqlStatements.of(sql).forEach(check::read));
        return check.objections;
    }

    private void read(Statement statement) {
        Contraction.in(statement.text())
                .filter(c -> !isOfNewTable(statement.text()) && !isAnnounced(statement))
                .ifPresent(c -> objections.add(c + ": " + c.why() + ": " + statement.text()));
        Matcher creates = CREATED.matcher(statement.text());
        while (creates.find()) {
            created.add(creates.group(1) != null ? creates.group(1) : "FEED_" + creates.group(2));
        }
    }

    /** Nobody of the previous version knows a table that came with the new one. */
    private boolean isOfNewTable(String statement) {
        Matcher table = TABLE.matcher(statement);
        return table.find()
                && Stream.of(table.group(1), table.group(2)).anyMatch(name -> name != null && created.contains(name));
    }

    private boolean isAnnounced(Statement statement) {
        Matcher marker = UNUSED_SINCE.matcher(statement.comments());
        return marker.find() && inPreviousVersion.test(marker.group(1).toLowerCase(Locale.ROOT));
    }
}
