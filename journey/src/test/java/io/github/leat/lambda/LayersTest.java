package io.github.leat.lambda;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** All modules are seen here but the benchmarks: AWS stays in its modules, sinks see no sources, nothing sees the function. */
@AnalyzeClasses(packages = "io.github.leat", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
    @ArchTest
    static final ArchRule AWS_STAYS_IN_ITS_MODULES = noClasses()
            .that()
            .resideInAnyPackage("io.github.leat.core..", "io.github.leat.rds..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("software.amazon..", "com.amazonaws.."))
            .as("core and sink-rds know nothing of AWS");

    @ArchTest
    static final ArchRule SINKS_SEE_NO_SOURCES = noClasses()
            .that()
            .resideInAPackage("io.github.leat.rds..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.github.leat.s3..", "io.github.leat.core.io.."))
            .as("a sink sees no source");

    @ArchTest
    static final ArchRule NOTHING_SEES_THE_FUNCTION = noClasses()
            .that()
            .resideOutsideOfPackage("io.github.leat.lambda..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.github.leat.lambda.."))
            .as("lambda is a leaf");
}
