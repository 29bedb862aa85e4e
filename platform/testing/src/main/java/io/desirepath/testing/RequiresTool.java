package io.desirepath.testing;

import java.io.File;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * The test needs a program beyond JDK and Maven. Without it the test is skipped and says so; under {@code ./suite test
 * --all} it runs all the same, and fails.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresTool.OnPath.class)
public @interface RequiresTool {

    /** The program's name as found on the PATH: {@code chromium}, {@code node}. */
    String value();

    /** Decides by the PATH. */
    final class OnPath implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return AnnotationSupport.findAnnotation(context.getElement(), RequiresTool.class)
                    .map(tool -> decide(tool.value()))
                    .orElse(ConditionEvaluationResult.enabled("needs no tool"));
        }

        private static ConditionEvaluationResult decide(String tool) {
            boolean all = Boolean.getBoolean("desirepath.test.all");
            return all || isOnPath(tool)
                    ? ConditionEvaluationResult.enabled(tool + " is there, or has to be")
                    : ConditionEvaluationResult.disabled("needs " + tool + ", which is not on the PATH");
        }

        private static boolean isOnPath(String tool) {
            return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                    .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
        }
    }
}
