package io.desirepath.testing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** A rule that cannot fail protects nothing: each is shown code that breaks it. */
class ArchitectureRulesTest {

    private static final String BAD = "io.desirepath.testing.bad";

    private final JavaClasses bad = new ClassFileImporter().importPackages(BAD);

    @Test
    void aFrameworkInTheDomainIsFound() {
        assertBroken(ArchitectureRules.domainIsFreeOfFrameworks(), "DomainWithAFramework");
    }

    @Test
    void aDependencyOnAnotherServiceIsFound() {
        assertBroken(ArchitectureRules.serviceKeepsToItself(BAD), "ForeignService");
    }

    @Test
    void aCycleOfFeaturesIsFound() {
        assertBroken(ArchitectureRules.featuresHaveNoCycles(BAD), "Cycle detected");
    }

    @Test
    void aNameThatSaysNothingIsFound() {
        assertBroken(ArchitectureRules.namesSayWhatAClassDoes(), "NamingHelper");
    }

    @Test
    void anInjectedFieldIsFound() {
        assertBroken(ArchitectureRules.beansAreInjectedThroughConstructors(), "injected");
    }

    @Test
    void theTestingModuleKeepsTheRules() {
        assertThatCode(() -> ArchitectureRules.check("io.desirepath.testing")).doesNotThrowAnyException();
    }

    private void assertBroken(ArchRule rule, String evidence) {
        assertThatThrownBy(() -> rule.check(bad))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(evidence);
    }
}
