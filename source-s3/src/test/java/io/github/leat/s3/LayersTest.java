package io.github.leat.s3;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** A source gives bytes: it sees neither CSV nor the load nor any sink. */
@AnalyzeClasses(packages = "io.github.leat.s3", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
    @ArchTest
    static final ArchRule USES_ONLY_BYTES_RECORDS_AND_RATES_OF_CORE = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("io.github.leat..")
                    .and(DescribedPredicate.not(resideInAnyPackage(
                            "io.github.leat.s3..",
                            "io.github.leat.core",
                            "io.github.leat.core.io..",
                            "io.github.leat.core.record..",
                            "io.github.leat.core.schema..",
                            "io.github.leat.core.rate.."))))
            .as("source-s3 uses only the io, record, schema, rate and root packages of core");
}
