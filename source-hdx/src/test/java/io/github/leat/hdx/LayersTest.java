package io.github.leat.hdx;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** A source gives bytes: it sees what a source is and the clock, never the load or a sink. */
@AnalyzeClasses(packages = "io.github.leat.hdx", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
    @ArchTest
    static final ArchRule USES_ONLY_THE_SOURCE_SIDE_OF_CORE = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("io.github.leat..")
                    .and(DescribedPredicate.not(resideInAnyPackage(
                            "io.github.leat.hdx..",
                            "io.github.leat.xlsx..",
                            "io.github.leat.core",
                            "io.github.leat.core.io..",
                            "io.github.leat.core.rate.."))))
            .as("a source uses only the io, rate and root packages of core");

    @ArchTest
    static final ArchRule WAITS_BY_THE_TICKER_ONLY = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", java.time.Duration.class)
            .orShould()
            .callMethod(java.util.concurrent.TimeUnit.class, "sleep", long.class);
}
