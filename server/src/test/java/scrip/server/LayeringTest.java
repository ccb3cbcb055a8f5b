package scrip.server;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Enforces `docs/style.md` where the compiler cannot.
class LayeringTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("scrip");

    private static final String[] PLUMBING = {"scrip.server.http..", "scrip.server.database.."};

    @Test
    void coreDependsOnlyOnJavaAndTheNullnessAnnotations() {
        check(
                classes()
                        .that()
                        .resideInAPackage("scrip.core..")
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage(
                                "scrip.core..",
                                "java.lang..",
                                "java.math..",
                                "java.nio.charset..",
                                "java.text..",
                                "java.time..",
                                "java.util..",
                                "org.jspecify.annotations.."));
    }

    @Test
    void coreReadsNoClock() {
        check(
                noClasses()
                        .that()
                        .resideInAPackage("scrip.core..")
                        .should()
                        .dependOnClassesThat()
                        .belongToAnyOf(Clock.class, InstantSource.class)
                        .orShould()
                        .callMethod(Instant.class, "now")
                        .orShould()
                        .callMethod(LocalDate.class, "now")
                        .orShould()
                        .callMethod(LocalDateTime.class, "now")
                        .orShould()
                        .callMethod(ZonedDateTime.class, "now")
                        .orShould()
                        .callMethod(ZonedDateTime.class, "now", ZoneId.class)
                        .orShould()
                        .callMethod(LocalDate.class, "now", ZoneId.class)
                        .orShould()
                        .callMethod(LocalDateTime.class, "now", ZoneId.class)
                        .orShould()
                        .callMethod(ZoneId.class, "systemDefault")
                        .orShould()
                        .callMethod(System.class, "currentTimeMillis")
                        .orShould()
                        .callMethod(System.class, "nanoTime"));
    }

    @Test
    void coreDrawsNoRandomNumber() {
        check(
                noClasses()
                        .that()
                        .resideInAPackage("scrip.core..")
                        .should()
                        .dependOnClassesThat()
                        .areAssignableTo(Random.class)
                        .orShould()
                        .dependOnClassesThat()
                        .resideInAPackage("java.util.random..")
                        .orShould()
                        .callMethod(Math.class, "random")
                        .orShould()
                        .callMethod(UUID.class, "randomUUID"));
    }

    @Test
    void coreDoesNoInputOrOutputAndStartsNoThread() {
        check(
                noClasses()
                        .that()
                        .resideInAPackage("scrip.core..")
                        .should()
                        .dependOnClassesThat()
                        .belongToAnyOf(Thread.class, Runtime.class, Process.class)
                        .orShould()
                        .accessField(System.class, "out")
                        .orShould()
                        .accessField(System.class, "err")
                        .orShould()
                        .callMethod(System.class, "getenv", String.class)
                        .orShould()
                        .callMethod(System.class, "getProperty", String.class)
                        .orShould()
                        .dependOnClassesThat()
                        .resideInAPackage("java.util.concurrent.."));
    }

    /// `Set.of` and `Map.of` also iterate in an order that changes with each JVM, but an immutable
    /// copy of a sorted collection is common and harmless for look-ups, so only the mutable classes
    /// are refused here.
    @Test
    void coreBuildsNoCollectionWithoutAnOrder() {
        check(
                noClasses()
                        .that()
                        .resideInAPackage("scrip.core..")
                        .should()
                        .callConstructor(HashMap.class)
                        .orShould()
                        .callConstructor(HashSet.class));
    }

    @Test
    void coreComputesWithoutFloatingPoint() {
        check(
                fields().that()
                        .areDeclaredInClassesThat()
                        .resideInAPackage("scrip.core..")
                        .should()
                        .notHaveRawType(double.class)
                        .andShould()
                        .notHaveRawType(float.class));
    }

    @Test
    void packagesOfCoreFormNoCycle() {
        check(slices().matching("scrip.core.(*)..").should().beFreeOfCycles());
    }

    @Test
    void packagesOfServerFormNoCycle() {
        check(slices().matching("scrip.server.(*)..").should().beFreeOfCycles());
    }

    @Test
    void aFeatureHasNoSubPackages() {
        check(noClasses().should().resideInAnyPackage("scrip.core.*.*..", "scrip.server.*.*.."));
    }

    @Test
    void aStoreIsUsedOnlyByItsOwnFeature() {
        check(
                classes()
                        .that(simpleNameEndingWith("Store"))
                        .and()
                        .resideInAPackage("scrip.server..")
                        .should(beUsedInTheirOwnPackageOnly()));
    }

    @Test
    void routesAreUsedOnlyByTheirOwnFeature() {
        check(
                classes()
                        .that(simpleNameEndingWith("Routes"))
                        .and()
                        .areNotInterfaces()
                        .and()
                        .resideInAPackage("scrip.server..")
                        .should(beUsedInTheirOwnPackageOnly()));
    }

    @Test
    void infrastructureKnowsNoRules() {
        check(
                noClasses()
                        .that()
                        .resideInAPackage("scrip.server.database..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("scrip.core.."));
    }

    @Test
    void nothingIsInjectedIntoFields() {
        check(
                fields().should()
                        .notBeAnnotatedWith(
                                "org.springframework.beans.factory.annotation.Autowired")
                        .andShould()
                        .notBeAnnotatedWith("org.springframework.beans.factory.annotation.Value")
                        .andShould()
                        .notBeAnnotatedWith("jakarta.inject.Inject")
                        .andShould()
                        .notBeAnnotatedWith("jakarta.annotation.Resource"));
    }

    @Test
    void nothingIsFoundByComponentScanning() {
        check(
                noClasses()
                        .should()
                        .beAnnotatedWith("org.springframework.context.annotation.ComponentScan")
                        .orShould()
                        .beAnnotatedWith("org.springframework.stereotype.Component")
                        .orShould()
                        .beAnnotatedWith("org.springframework.stereotype.Service")
                        .orShould()
                        .beAnnotatedWith("org.springframework.stereotype.Repository")
                        .orShould()
                        .beAnnotatedWith(
                                "org.springframework.boot.autoconfigure.SpringBootApplication"));
    }

    @Test
    void nothingSleepsWhereWaitingShouldBeData() {
        check(
                noClasses()
                        .that()
                        .resideInAPackage("scrip.server..")
                        .and()
                        .resideOutsideOfPackages(PLUMBING)
                        .should()
                        .callMethod(Thread.class, "sleep", long.class)
                        .orShould()
                        .callMethod(Thread.class, "sleep", Duration.class));
    }

    @Test
    void namesSayWhatAThingIs() {
        check(
                noClasses()
                        .should()
                        .haveSimpleNameEndingWith("Impl")
                        .orShould()
                        .haveSimpleNameEndingWith("Manager")
                        .orShould()
                        .haveSimpleNameEndingWith("Helper")
                        .orShould()
                        .haveSimpleNameEndingWith("Util")
                        .orShould()
                        .haveSimpleNameEndingWith("Utils")
                        .orShould()
                        .haveSimpleNameEndingWith("DTO")
                        .orShould()
                        .haveSimpleNameEndingWith("Dto")
                        .orShould()
                        .haveSimpleNameStartingWith("Abstract"));
    }

    private static void check(ArchRule rule) {
        rule.check(CLASSES);
    }

    private static ArchCondition<JavaClass> beUsedInTheirOwnPackageOnly() {
        return new ArchCondition<>("be used in their own package only") {
            @Override
            public void check(JavaClass used, ConditionEvents events) {
                used.getDirectDependenciesToSelf().stream()
                        .filter(dependency ->
                                !samePackage(dependency.getOriginClass(), used)
                                        && !isWiring(dependency.getOriginClass()))
                        .forEach(dependency ->
                                events.add(
                                        SimpleConditionEvent.violated(
                                                used, dependency.getDescription())));
            }
        };
    }

    /// `Main` names what it assembles, and does nothing else with it.
    private static boolean isWiring(JavaClass origin) {
        return Set.of("scrip.server.Main").contains(origin.getName());
    }

    private static boolean samePackage(JavaClass origin, JavaClass used) {
        return origin.getPackageName().equals(used.getPackageName());
    }
}
