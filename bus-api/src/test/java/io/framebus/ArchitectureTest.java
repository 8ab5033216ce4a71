package io.framebus;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.framebus", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest
    static final ArchRule shouldDependOnNothingButWhatUsersExpect = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.framebus", "java..", "org.agrona..", "org.HdrHistogram..", "org.jspecify..");

    @ArchTest
    static final ArchRule shouldNotUseUnsafeMemory = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("sun\\.misc\\.Unsafe|jdk\\.internal\\..*|org\\.agrona\\..*(UnsafeBuffer|UnsafeApi).*");

    @ArchTest
    static final ArchRule shouldNotExitOrPrint = noClasses()
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    private ArchitectureTest() {}
}
