package io.github.leat.dynamodb;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** A sink sees schema, record, sink and rate of core, and the root package with positions and exceptions. */
@AnalyzeClasses(packages = "io.github.leat.dynamodb", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
    @ArchTest
    static final ArchRule SEES_WHAT_A_SINK_SEES = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("io.github.leat..")
                    .and(DescribedPredicate.not(resideInAnyPackage(
                            "io.github.leat.dynamodb..",
                            "io.github.leat.core",
                            "io.github.leat.core.schema",
                            "io.github.leat.core.record",
                            "io.github.leat.core.sink",
                            "io.github.leat.core.rate"))));

    @ArchTest
    static final ArchRule NOBODY_SLEEPS = noClasses().should().callMethod(Thread.class, "sleep", long.class);
}
