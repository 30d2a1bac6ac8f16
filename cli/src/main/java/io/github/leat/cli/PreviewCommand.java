package io.github.leat.cli;

import io.github.leat.core.LoadException;
import io.github.leat.core.SourceException;
import io.github.leat.core.infer.Inference;
import io.github.leat.core.infer.Layout;
import io.github.leat.core.io.ByteSource;
import io.github.leat.core.sink.SchemaPolicy;
import io.github.leat.core.sink.SinkPlan;
import io.github.leat.core.sink.WriteMode;
import io.github.leat.xlsx.SheetChoice;
import io.github.leat.xlsx.XlsxSource;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows how a file is understood. */
@Command(
        name = "preview",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Shows how a file is understood, and why; writes nothing.")
final class PreviewCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "SOURCE", description = "A file, - for stdin, https://… or hdx:DATASET[/RESOURCE].")
    String argument = "";

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json; default text.")
    String format = "text";

    @Option(
            names = "--into",
            paramLabel = "TARGET",
            description = "Whose statements to show; default " + Targets.DEFAULT + ".")
    String into = Targets.DEFAULT;

    @Mixin
    TypingOptions typing = new TypingOptions();

    @Mixin
    ReadingOptions reading = new ReadingOptions();

    @Mixin
    DecompressionOptions decompression = new DecompressionOptions();

    @Mixin
    EngineOptions engine = new EngineOptions();

    PreviewCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (!format.equals("text") && !format.equals("json")) {
            throw new UsageException("--format " + format + " is unknown. Choose text or json.");
        }
        Targets.requireKnown(into);
        EngineChoice choice = engine.choice();
        Inference inference = choice.declare(typing.typing().addTo(reading.inference(decompression.limits())))
                .build();
        Sources sources = new Sources(surroundings);
        List<String> names = sources.expand(List.of(argument));
        if (names.size() > 1) {
            throw new UsageException(argument + " matches " + names.size() + " files. Name one of them.");
        }
        ByteSource source = choice.of(sources.open(names.get(0)), decompression.limits());
        try {
            Layout layout = inference.infer(source);
            if (format.equals("json")) {
                LayoutJson.write(layout, sheet(source), surroundings.out());
            } else {
                print(layout, sheet(source), TableNames.of(names.get(0)));
            }
            return ExitCode.OK;
        } catch (IOException e) {
            throw new SourceException(
                    source.name() + " cannot be previewed: " + e.getMessage() + ". Check the file and its disk.", e);
        }
    }

    private static Optional<SheetChoice> sheet(ByteSource source) {
        return source instanceof XlsxSource workbook ? Optional.of(workbook.sheet()) : Optional.empty();
    }

    private void print(Layout layout, Optional<SheetChoice> sheet, String table) {
        PrintStream out = surroundings.outText();
        List<String> statements = layout.schema().size() == 0 ? List.of() : statements(layout, table);
        new PreviewText(out, surroundings.outStyle(), surroundings.width()).print(layout, sheet, into, statements);
    }

    /** What makes the table; where the target cannot be asked, why. */
    private List<String> statements(Layout layout, String table) {
        try {
            Targets.Options options = new Targets.Options(table, List.of(), WriteMode.APPEND, SchemaPolicy.EVOLVE);
            SinkPlan plan = new Targets(surroundings).open(into, options).plan(layout.schema());
            return Ddl.of(plan);
        } catch (LoadException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }
}
