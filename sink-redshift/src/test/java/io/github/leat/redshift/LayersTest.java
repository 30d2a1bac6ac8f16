package io.github.leat.redshift;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** A sink sees what a record is, what a sink is and what a rate is, and this one S3 and calls of AWS: never CSV, never the load. */
@AnalyzeClasses(packages = "io.github.leat.redshift", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
    @ArchTest
    static final ArchRule USES_ONLY_THE_SINK_SIDE_OF_CORE = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("io.github.leat..")
                    .and(DescribedPredicate.not(resideInAnyPackage(
                            "io.github.leat.redshift..",
                            "io.github.leat.s3",
                            "io.github.leat.aws",
                            "io.github.leat.core",
                            "io.github.leat.core.schema..",
                            "io.github.leat.core.record..",
                            "io.github.leat.core.sink..",
                            "io.github.leat.core.rate.."))))
            .as("this sink uses S3, calls of AWS and the schema, record, sink, rate and root packages of core");
}
