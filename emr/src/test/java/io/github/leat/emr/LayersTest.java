package io.github.leat.emr;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What submits jobs knows S3 and calls of AWS, and nothing of loads: what it submits is a jar and its arguments. */
@AnalyzeClasses(packages = "io.github.leat.emr", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
    @ArchTest
    static final ArchRule KNOWS_NOTHING_OF_LOADS = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("io.github.leat..")
                    .and(DescribedPredicate.not(resideInAnyPackage(
                            "io.github.leat.emr..",
                            "io.github.leat.s3",
                            "io.github.leat.aws",
                            "io.github.leat.core",
                            "io.github.leat.core.rate.."))))
            .as("what submits jobs uses S3, calls of AWS, and the rate and root packages of core");

    @ArchTest
    static final ArchRule ONE_CLASS_FOR_EACH_SERVICE = noClasses()
            .that()
            .resideOutsideOfPackage("io.github.leat.emr.internal")
            .should()
            .dependOnClassesThat(resideInAPackage("software.amazon.awssdk.services.."));
}
