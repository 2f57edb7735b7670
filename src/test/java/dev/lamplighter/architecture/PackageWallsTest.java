package dev.lamplighter.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;

/** The walls of docs/ARCHITECTURE.md. */
@AnalyzeClasses(packages = "dev.lamplighter", importOptions = ImportOption.DoNotIncludeTests.class)
final class PackageWallsTest {
    private static final DescribedPredicate<JavaClass> MEETS_CAMEL = belongTo(DescribedPredicate.describe(
            "classes named *Component, *Endpoint, *Producer, *Processor or *HealthCheck",
            outermost -> outermost.getSimpleName().matches(".*(Component|Endpoint|Producer|Processor|HealthCheck)")));

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("dev.lamplighter.(**)").should().beFreeOfCycles();

    /** A reference to such a method from another package compiles, and fails when it runs. */
    @ArchTest
    static final ArchRule whatOthersCallReturnsWhatTheyMaySee = methods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .should(new ArchCondition<>("return a public type") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    JavaClass type = method.getRawReturnType();
                    boolean isHidden = type.getPackageName().startsWith("dev.lamplighter")
                            && !type.getModifiers().contains(JavaModifier.PUBLIC);
                    if (isHidden) {
                        events.add(SimpleConditionEvent.violated(
                                method, method.getFullName() + " returns " + type.getSimpleName()));
                    }
                }
            });

    @ArchTest
    static final ArchRule onlyTheDriversKnowPi4J = noClasses()
            .that()
            .resideOutsideOfPackage("dev.lamplighter.panel.driver..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.pi4j..");

    @ArchTest
    static final ArchRule onlyCalendarsKnowTheLibraryOfRules = noClasses()
            .that()
            .resideOutsideOfPackage("dev.lamplighter.window.calendar..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.dmfs..");

    @ArchTest
    static final ArchRule onlyAppAndNamedClassesKnowCamel = noClasses()
            .that()
            .resideOutsideOfPackage("dev.lamplighter.app..")
            .and(not(MEETS_CAMEL))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.camel..");

    @ArchTest
    static final ArchRule onlyTheEdgesKnowTheSdk = noClasses()
            .that(not(resideInAnyPackage(
                    "dev.lamplighter.base.aws..",
                    "dev.lamplighter.app..",
                    "dev.lamplighter.fleet..",
                    "dev.lamplighter.window..",
                    "dev.lamplighter.cdn..",
                    "dev.lamplighter.cost..",
                    "dev.lamplighter.sandbox..")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon.awssdk..");

    @ArchTest
    static final ArchRule onlyTheAppUsesTheSandbox = classes()
            .that()
            .resideInAPackage("dev.lamplighter.sandbox..")
            .should()
            .onlyBeAccessed()
            .byAnyPackage("dev.lamplighter.sandbox..", "dev.lamplighter.app..");

    @ArchTest
    static final ArchRule textAndColumnsAreReadWithoutParquet = noClasses()
            .that()
            .resideInAnyPackage("dev.lamplighter.cost.parquet.csv..", "dev.lamplighter.cost.parquet.schema..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.parquet..");

    @ArchTest
    static final ArchRule baseUsesNothingOfOurs = noClasses()
            .that()
            .resideInAPackage("dev.lamplighter.base..")
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("dev.lamplighter..").and(not(resideInAnyPackage("dev.lamplighter.base.."))));

    @ArchTest
    static final ArchRule theCdnUsesBaseAlone = noClasses()
            .that()
            .resideInAPackage("dev.lamplighter.cdn..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("dev.lamplighter..")
                    .and(not(resideInAnyPackage("dev.lamplighter.cdn..", "dev.lamplighter.base.."))));

    @ArchTest
    static final ArchRule onlyTheCdnKnowsCloudFront = noClasses()
            .that()
            .resideOutsideOfPackages("dev.lamplighter.cdn..", "dev.lamplighter.sandbox..")
            .and()
            .doNotHaveFullyQualifiedName("dev.lamplighter.app.feature.CloudFrontClientFactory")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon.awssdk.services.cloudfront..");

    @ArchTest
    static final ArchRule startupPackagesUseBaseAlone = noClasses()
            .that()
            .resideInAPackage("dev.lamplighter.window.startup..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("dev.lamplighter..")
                    .and(not(resideInAnyPackage("dev.lamplighter.window.startup..", "dev.lamplighter.base.."))));

    @ArchTest
    static final ArchRule theServiceKnowsNoConsole = noClasses()
            .that()
            .resideOutsideOfPackages("dev.lamplighter.app..", "dev.lamplighter.sandbox..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    @ArchTest
    static final ArchRule timeIsRead = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .because("time comes from a " + Clock.class.getName());
}
