package io.desirepath.upgrade;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The test compares with the previous version, whose sources come from git. Without them it is skipped and says so; under
 * {@code ./suite test --all} it runs all the same, and fails. Of a source archive or a shallow clone, which cannot have them,
 * it is no part (see this module's profiles).
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("history")
@ExtendWith(RequiresHistory.InGit.class)
@interface RequiresHistory {

    /** Decides by the checkout. */
    final class InGit implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            String version = SourceTree.previousVersion();
            return Boolean.getBoolean("desirepath.test.all") || SourceTree.has(version)
                    ? ConditionEvaluationResult.enabled("the previous version is there, or has to be")
                    : ConditionEvaluationResult.disabled(
                            "needs git with the commit " + version + ", which this folder's history does not have");
        }
    }
}
