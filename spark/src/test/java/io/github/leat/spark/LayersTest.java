package io.github.leat.spark;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Spark reads and loads by core alone: which sinks there are is the specification's affair, and what core hides stays hidden. */
@AnalyzeClasses(packages = "io.github.leat.spark", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
    private static final DescribedPredicate<com.tngtech.archunit.core.domain.JavaClass> OURS =
            resideInAPackage("io.github.leat..");

    @ArchTest
    static final ArchRule USES_CORE_AND_NO_SINK_OR_SOURCE_OF_OTHER_MODULES = noClasses()
            .that()
            .haveSimpleNameNotStartingWith("SparkLoadMain") // the program, which names targets
            .should()
            .dependOnClassesThat(OURS.and(
                    DescribedPredicate.not(resideInAnyPackage("io.github.leat.spark..", "io.github.leat.core.."))));

    @ArchTest
    static final ArchRule USES_NOTHING_THAT_CORE_HIDES =
            noClasses().should().dependOnClassesThat(resideInAPackage("io.github.leat.core..internal.."));

    @ArchTest
    static final ArchRule TASKS_KNOW_THE_SPECIFICATION_AND_NOT_WHO_RUNS_THEM = noClasses()
            .that()
            .resideInAPackage("io.github.leat.spark.internal")
            .should()
            .dependOnClassesThat(resideInAPackage("io.github.leat.spark")
                    .and(DescribedPredicate.not(
                            DescribedPredicate.describe("LoadSpec", type -> type.isEquivalentTo(LoadSpec.class)))));

    @ArchTest
    static final ArchRule WHAT_SPARK_HIDES_IS_USED_BY_READERS_ALONE = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Reader")
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.apache.spark.sql.execution..", "org.apache.spark.unsafe.."));
}
