package io.desirepath.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** The rules of structure that hold in every module; each service's {@code ArchitectureTest} checks its own classes. */
public final class ArchitectureRules {

    private static final String[] FRAMEWORKS = {
        "io.quarkus..",
        "io.smallrye..",
        "io.vertx..",
        "jakarta..",
        "com.fasterxml..",
        "java.sql..",
        "javax.sql..",
        "org.hibernate..",
        "org.eclipse.microprofile..",
        "org.jboss.."
    };

    private static final String[] SERVICES = {"persona", "journey", "recommendation", "gateway"};

    private ArchitectureRules() {}

    /** The production classes below a package, {@code io.desirepath.journey}. */
    public static JavaClasses classesOf(String basePackage) {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(basePackage);
    }

    /** Checks everything for a service's classes. */
    public static void check(String basePackage) {
        JavaClasses classes = classesOf(basePackage);
        all(basePackage).forEach(rule -> rule.allowEmptyShould(true).check(classes));
    }

    static List<ArchRule> all(String basePackage) {
        return List.of(
                domainIsFreeOfFrameworks(),
                serviceKeepsToItself(basePackage),
                featuresHaveNoCycles(basePackage),
                namesSayWhatAClassDoes(),
                beansAreInjectedThroughConstructors());
    }

    static ArchRule domainIsFreeOfFrameworks() {
        return noClasses()
                .that()
                .resideInAPackage("..domain..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(FRAMEWORKS)
                .because("the domain is plain Java that can be read and tested without a framework");
    }

    static ArchRule serviceKeepsToItself(String basePackage) {
        String[] others = java.util.Arrays.stream(SERVICES)
                .map(service -> "io.desirepath." + service)
                .filter(other -> !basePackage.startsWith(other))
                .map(other -> other + "..")
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(basePackage + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .because("services know each other through contracts and feeds only");
    }

    static ArchRule featuresHaveNoCycles(String basePackage) {
        return slices().matching(basePackage + ".(*)..").should().beFreeOfCycles();
    }

    static ArchRule namesSayWhatAClassDoes() {
        return classes()
                .should()
                .haveNameNotMatching(".*(Util|Utils|Helper|Manager|Impl)")
                .because("a class that is hard to name does two things");
    }

    static ArchRule beansAreInjectedThroughConstructors() {
        return fields().should()
                .notBeAnnotatedWith("jakarta.inject.Inject")
                .because("final fields set by the constructor cannot be half injected");
    }
}
