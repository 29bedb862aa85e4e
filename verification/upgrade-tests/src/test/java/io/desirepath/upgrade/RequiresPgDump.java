package io.desirepath.upgrade;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The test needs pg_dump of the embedded PostgreSQL's version or later. Without it the test is skipped and says so; under
 * {@code ./suite test --all} it runs all the same, and fails.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresPgDump.OnPath.class)
@interface RequiresPgDump {

    /** The major version of the embedded PostgreSQL, which the root pom names. */
    int EMBEDDED = 17;

    /** Decides by what the program on the PATH says of itself. */
    final class OnPath implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return Boolean.getBoolean("desirepath.test.all") || version() >= EMBEDDED
                    ? ConditionEvaluationResult.enabled("pg_dump is there, or has to be")
                    : ConditionEvaluationResult.disabled(
                            "needs pg_dump, pg_restore and psql of PostgreSQL " + EMBEDDED + " or later on the PATH");
        }

        private static int version() {
            try {
                Process program = new ProcessBuilder("pg_dump", "--version").start();
                String text = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                Matcher major = Pattern.compile("\\d+").matcher(text);
                return major.find() ? Integer.parseInt(major.group()) : 0;
            } catch (IOException e) {
                return 0;
            }
        }
    }
}
