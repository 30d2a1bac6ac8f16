package io.github.leat.cli;

import io.github.leat.core.engine.CsvEngine;
import io.github.leat.core.engine.EngineDialect;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which parser reads the sources: options of all commands that read them. */
final class EngineOptions {
    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            description = "The parser: leat, univocity or commons; default leat, or what --dialect needs.")
    @Nullable
    String engine;

    @Option(
            names = "--dialect",
            paramLabel = "DIALECT",
            description = "Declare a dialect that leat's own parser does not read: tsv (with backslash escapes),"
                    + " fixed:WIDTH,…, delimiter:TEXT, or a format of Commons CSV such as mysql.")
    @Nullable
    String dialect;

    @Option(
            names = "--sheet",
            paramLabel = "NAME|N",
            description =
                    "The sheet of a workbook (XLSX), by name or number from 1; default the one that is most of a table.")
    @Nullable
    String sheet;

    /** @throws UsageException if an option names nothing, or the engine does not read the dialect */
    EngineChoice choice() {
        try {
            EngineDialect declared = dialect == null ? null : EngineDialect.parse(dialect);
            CsvEngine named = engine == null ? null : CsvEngine.ofLabel(engine);
            if (declared != null && named != null && named != declared.engine()) {
                throw new UsageException("--engine " + engine + " does not read --dialect " + dialect
                        + ". Leave out --engine; " + declared.engine().label() + " does.");
            }
            return new EngineChoice(named == null ? CsvEngine.LEAT : named, declared, Optional.ofNullable(sheet));
        } catch (IllegalArgumentException e) {
            throw new UsageException((dialect == null ? "--engine: " : "--engine, --dialect: ") + e.getMessage(), e);
        }
    }
}
