package io.github.leat.serve;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Questions know nothing of HTTP, and nothing of how connections are kept. */
@AnalyzeClasses(packages = "io.github.leat.serve", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
    @ArchTest
    static final ArchRule LAYERS = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("catalog")
            .definedBy("io.github.leat.serve.catalog..")
            .layer("query")
            .definedBy("io.github.leat.serve.query..")
            .layer("database")
            .definedBy("io.github.leat.serve.internal.database..")
            .layer("format")
            .definedBy("io.github.leat.serve.internal.format..")
            .layer("api")
            .definedBy("io.github.leat.serve.internal.api..")
            .layer("http")
            .definedBy("io.github.leat.serve.internal.http..")
            .whereLayer("catalog")
            .mayNotAccessAnyLayer()
            .whereLayer("query")
            .mayOnlyAccessLayers("catalog")
            .whereLayer("database")
            .mayOnlyAccessLayers("catalog", "query")
            .whereLayer("api")
            .mayOnlyAccessLayers("catalog", "query", "database", "format")
            .whereLayer("format")
            .mayNotAccessAnyLayer();
}
