package io.desirepath.upgrade;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A migration's statements, told apart as PostgreSQL does: quotes, dollar quotes and comments may hold semicolons. */
final class SqlStatements {

    /**
     * A statement.
     *
     * @param text in capitals without comments, with single blanks
     * @param comments that stand before or in it, as they are written
     */
    record Statement(String text, String comments) {}

    private final String sql;
    private final List<Statement> statements = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder comments = new StringBuilder();
    private int at;

    private SqlStatements(String sql) {
        this.sql = sql;
    }

    static List<Statement> of(String sql) {
        return new SqlStatements(sql).read();
    }

    private List<Statement> read() {
        while (at < sql.length()) {
            if (sql.startsWith("--", at)) {
                comments.append(upTo("\n", at)).append('\n');
            } else if (sql.startsWith("/*", at)) {
                comments.append(upTo("*/", at + 2)).append('\n');
            } else if (sql.charAt(at) == '\'' || sql.charAt(at) == '"') {
                text.append(upTo(sql.substring(at, at + 1), at + 1));
            } else if (sql.charAt(at) == '$' && dollarQuote() > at) {
                text.append(upTo(sql.substring(at, dollarQuote()), dollarQuote()));
            } else if (sql.charAt(at) == ';') {
                at++;
                end();
            } else {
                text.append(sql.charAt(at++));
            }
        }
        end();
        return statements;
    }

    /** What stands from here to the end of the next such text, which is passed. */
    private String upTo(String end, int from) {
        int found = sql.indexOf(end, from);
        String passed = sql.substring(at, found < 0 ? sql.length() : found + end.length());
        at += passed.length();
        return passed;
    }

    /** Where a dollar quote that begins here has its text; here if none does. */
    private int dollarQuote() {
        int end = at + 1;
        while (end < sql.length() && (Character.isLetterOrDigit(sql.charAt(end)) || sql.charAt(end) == '_')) {
            end++;
        }
        return end < sql.length() && sql.charAt(end) == '$' ? end + 1 : at;
    }

    private void end() {
        String statement = text.toString().strip().replaceAll("\\s+", " ").toUpperCase(Locale.ROOT);
        if (!statement.isEmpty()) {
            statements.add(new Statement(statement, comments.toString()));
            comments.setLength(0);
        }
        text.setLength(0);
    }
}
