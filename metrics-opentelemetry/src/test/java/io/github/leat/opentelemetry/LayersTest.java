package io.github.leat.opentelemetry;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Metrics see what a load tells, and nothing that does the work. */
@AnalyzeClasses(packages = "io.github.leat.opentelemetry", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
    @ArchTest
    static final ArchRule SEES_WHAT_OBSERVERS_ARE_TOLD = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("io.github.leat..")
                    .and(DescribedPredicate.not(resideInAnyPackage(
                            "io.github.leat.opentelemetry..",
                            "io.github.leat.core.load",
                            "io.github.leat.core.record",
                            "io.github.leat.core.rate",
                            "io.github.leat.core.sink"))))
            .as("metrics-opentelemetry uses only core's load, record, rate and sink");
}
