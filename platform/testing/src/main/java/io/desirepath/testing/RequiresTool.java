package io.desirepath.testing;

import java.io.File;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * The test needs programs beyond JDK and Maven. Without one of them the test is skipped and says so; under {@code ./suite test
 * --all} it runs all the same, and fails.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresTool.OnPath.class)
public @interface RequiresTool {

    /** The programs' names as found on the PATH: {@code chromium}, {@code node}. */
    String[] value();

    /** Decides by the PATH. */
    final class OnPath implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return AnnotationSupport.findAnnotation(context.getElement(), RequiresTool.class)
                    .map(tools -> decide(tools.value()))
                    .orElse(ConditionEvaluationResult.enabled("needs no tool"));
        }

        private static ConditionEvaluationResult decide(String... tools) {
            List<String> missing =
                    Arrays.stream(tools).filter(tool -> !isOnPath(tool)).toList();
            boolean all = Boolean.getBoolean("desirepath.test.all");
            return all || missing.isEmpty()
                    ? ConditionEvaluationResult.enabled(String.join(", ", tools) + " is there, or has to be")
                    : ConditionEvaluationResult.disabled(
                            "needs " + String.join(" and ", missing) + ", not found on the PATH");
        }

        private static boolean isOnPath(String tool) {
            return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                    .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
        }
    }
}
