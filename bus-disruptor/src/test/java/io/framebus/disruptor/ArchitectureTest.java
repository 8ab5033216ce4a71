package io.framebus.disruptor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.framebus", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final DescribedPredicate<JavaClass> ENTRY_POINT = JavaClass.Predicates.assignableTo(
                    DisruptorFrameBus.class)
            .or(JavaClass.Predicates.assignableTo(DisruptorFrameBus.Builder.class))
            .as("the entry point");

    /** Nobody else can extend it. */
    private static final DescribedPredicate<JavaClass> SEALED =
            DescribedPredicate.describe("sealed", type -> type.reflect().isSealed());

    @ArchTest
    static final ArchRule shouldKeepTheApiFreeOfTheEngine = noClasses()
            .that()
            .resideInAPackage("io.framebus")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.framebus.disruptor..", "com.lmax..");

    @ArchTest
    static final ArchRule shouldExportTheEntryPointOnly = classes()
            .that()
            .resideInAPackage("io.framebus.disruptor")
            .and(DescribedPredicate.not(ENTRY_POINT))
            .and()
            .areTopLevelClasses()
            .should()
            .notBePublic();

    @ArchTest
    static final ArchRule shouldMakeImplementationsFinal = classes()
            .that()
            .resideInAPackage("io.framebus.disruptor")
            .and()
            .areNotInterfaces()
            .and()
            .areNotAnonymousClasses()
            .and(DescribedPredicate.not(SEALED))
            .should()
            .haveModifier(JavaModifier.FINAL);

    @ArchTest
    static final ArchRule shouldDependOnNothingButWhatUsersExpect = classes()
            .that()
            .resideInAPackage("io.framebus.disruptor")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.framebus..",
                    "java..",
                    "com.lmax.disruptor",
                    "org.agrona..",
                    "org.HdrHistogram..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule shouldNotUseUnsafeMemory = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("sun\\.misc\\.Unsafe|jdk\\.internal\\..*|org\\.agrona\\..*(UnsafeBuffer|UnsafeApi).*");

    /** A monitor would pin virtual threads on JDKs before 24, and a publisher must take none. */
    @ArchTest
    static final ArchRule shouldUseNoMonitors = noClasses()
            .that()
            .resideInAPackage("io.framebus..")
            .should()
            .callMethod(Object.class, "wait")
            .orShould()
            .callMethod(Object.class, "notifyAll")
            .orShould()
            .callMethod(Object.class, "notify");

    @ArchTest
    static final ArchRule shouldHaveNoSynchronizedMethods = noMethods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage("io.framebus..")
            .should()
            .haveModifier(JavaModifier.SYNCHRONIZED);

    @ArchTest
    static final ArchRule shouldHaveNoCyclesBetweenPackages =
            slices().matching("(io.framebus..)").should().beFreeOfCycles();

    private ArchitectureTest() {}
}
