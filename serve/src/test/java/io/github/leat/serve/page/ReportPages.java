package io.github.leat.serve.page;

import io.github.leat.core.LoadException;
import io.github.leat.core.infer.Inference;
import io.github.leat.core.io.FileSource;
import io.github.leat.core.load.DeadLetters;
import io.github.leat.core.load.Load;
import io.github.leat.core.load.RejectBudget;
import io.github.leat.core.rate.Throughput;
import io.github.leat.core.report.NextStep;
import io.github.leat.core.report.ReportPage;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.sink.CsvSink;
import io.github.leat.testkit.ManualTicker;
import io.github.leat.testkit.generate.CsvGenerator;
import io.github.leat.testkit.generate.CsvShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Pages about real loads of every kind of ending. */
final class ReportPages {
    private static final Path EXAMPLE = Path.of("../examples/data/conflict_events.csv");
    private static final long PACED_BYTES = 2_000_000;

    private final Path directory;

    ReportPages(Path directory) {
        this.directory = directory;
    }

    List<Path> write() throws IOException {
        return List.of(clean(), rejects(), paced(), failed(), hostile(), several());
    }

    private Path page(String name, List<Load> loads) throws IOException {
        Path file = directory.resolve(name + ".html");
        try (ReportPage page = ReportPage.open(file)) {
            for (Load load : loads) {
                page.watch(load)
                        .fact("mode", "append")
                        .next(NextStep.of(
                                "Mend the records and load them again.", "leat redrive " + name + ".rejects.csv"));
                load.run();
            }
        } catch (LoadException e) {
            // on the page
        }
        return file;
    }

    private Load load(Path source, String name, UnaryOperator<Inference.Builder> inference) {
        return Load.from(FileSource.of(source))
                .into(CsvSink.to(directory.resolve(name + ".out.csv")))
                .infer(inference.apply(Inference.builder()).build())
                .deadLetters(DeadLetters.toFile(directory.resolve(name + ".rejects.csv")));
    }

    private Path clean() throws IOException {
        return page("clean", List.of(load(EXAMPLE, "clean", builder -> builder)));
    }

    private Path withRejects(String name) throws IOException {
        StringBuilder text = new StringBuilder("id,day,town,price\n");
        for (int i = 1; i <= 2000; i++) {
            String id = i % 90 == 0 ? "no " + i : Integer.toString(i);
            String price = i % 140 == 0 ? "about " + i + " or more, depending on the weather" : i + ".50";
            text.append(id)
                    .append(",2024-01-")
                    .append(10 + i % 20)
                    .append(",Town ")
                    .append(i)
                    .append(',')
                    .append(price);
            text.append(i % 400 == 0 ? ",one,too,many" : "").append('\n');
        }
        return Files.writeString(directory.resolve(name + ".csv"), text + "2001,2024-01-31\n");
    }

    private static Inference.Builder declared(Inference.Builder builder) {
        return builder.types(Map.of("id", ColumnType.LONG, "price", ColumnType.decimal(10, 2)));
    }

    private Path rejects() throws IOException {
        return page("rejects", List.of(load(withRejects("rejects-source"), "rejects", ReportPages::declared)));
    }

    private Path failed() throws IOException {
        Load load = load(withRejects("failed-source"), "failed", ReportPages::declared)
                .maxRejects(RejectBudget.count(10));
        return page("failed", List.of(load));
    }

    private Path paced() throws IOException {
        Path source = directory.resolve("paced-source.csv");
        CsvGenerator.builder(CsvShape.ACLED)
                .seed(5)
                .bytes(PACED_BYTES)
                .hxl(true)
                .build()
                .writeTo(source);
        Load load = load(source, "paced", builder -> builder)
                .throughput(Throughput.bytesPerSecond(4_000))
                .ticker(new ManualTicker());
        return page("paced", List.of(load));
    }

    private Path hostile() throws IOException {
        List<String> names = List.of(
                "\"<script>alert(1)</script>\"",
                "\"\"\"><img src=x onerror=alert(2)>\"",
                "' onload='",
                "\u202eevil",
                "الاسم",
                "l".repeat(3000),
                "\"</style></title><h1>\"");
        List<String> values = List.of("1", "&lt;b&gt;", "\"a\0b\"", "\u202erlo", "دمشق", "<svg/onload=alert(3)>", "x");
        List<String> wrong = List.of("no<!--", "</bdi>", "\u2067", "", "", "", "");
        String records = String.join(",", values) + "\n" + String.join(",", wrong) + "\n";
        Path source = Files.writeString(
                directory.resolve("<img src=x onerror=alert(4)>.csv"),
                String.join(",", names) + "\n" + records.repeat(3));
        return page(
                "hostile",
                List.of(load(source, "hostile", b -> b.types(Map.of("<script>alert(1)</script>", ColumnType.LONG)))));
    }

    private Path several() throws IOException {
        return page(
                "several",
                List.of(
                        load(EXAMPLE, "several-1", builder -> builder),
                        load(withRejects("several-source"), "several-2", ReportPages::declared),
                        load(EXAMPLE, "several-1", builder -> builder)));
    }
}
