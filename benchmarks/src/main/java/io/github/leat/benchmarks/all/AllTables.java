package io.github.leat.benchmarks.all;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the tables one after the other; each is written as soon as it is measured. */
@Command(
        name = "all",
        mixinStandardHelpOptions = true,
        description = "Runs all tables, or some; benchmarks/README.md says what each measures.",
        showDefaultValues = true)
public final class AllTables implements Callable<Integer> {
    @Option(names = "--out", description = "Directory of the pages and charts")
    private Path out = Path.of("benchmarks/results/all");

    @Option(names = "--quick", description = "Small inputs, one round: shows that everything runs, figures mean little")
    private boolean isQuick;

    @Option(names = "--only", split = ",", description = "Only these tables; --list names them")
    private List<String> only = List.of();

    @Option(names = "--list", description = "Print the tables and end")
    private boolean isList;

    private AllTables() {}

    /** See {@code --help}. */
    public static void main(String[] args) {
        // before the first logger is made: servers tell of every start
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        System.exit(new CommandLine(new AllTables()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        List<Table> tables = Tables.all();
        if (isList) {
            tables.forEach(table -> System.out.printf("%-12s %s%n", table.id(), table.title()));
            return 0;
        }
        return run(chosen(tables, only), isQuick ? Effort.QUICK : Effort.FULL, out) ? 0 : 1;
    }

    /**
     * Those that are named, in the order of the tables.
     *
     * @throws IllegalArgumentException if there is none of a name
     */
    static List<Table> chosen(List<Table> tables, List<String> only) {
        List<String> ids = tables.stream().map(Table::id).toList();
        for (String wanted : only) {
            if (!ids.contains(wanted)) {
                throw new IllegalArgumentException(
                        "There is no table \"" + wanted + "\". There are: " + String.join(", ", ids) + ".");
            }
        }
        return tables.stream()
                .filter(table -> only.isEmpty() || only.contains(table.id()))
                .toList();
    }

    /** Measures and writes; a table that fails does not keep the others from being measured. Whether all went well. */
    static boolean run(List<Table> tables, Effort effort, Path directory) throws IOException {
        Files.createDirectories(directory);
        if (effort != Effort.FULL) {
            System.out.println(PageText.QUICK_WARNING.replace("*", ""));
        }
        List<Index.Entry> entries = new ArrayList<>();
        for (Table table : tables) {
            System.out.println(table.id() + ": " + table.title() + " …");
            long began = System.nanoTime();
            String failure = "";
            try {
                write(table, table.measure(effort), effort, directory);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            } catch (Exception e) {
                failure = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
                e.printStackTrace();
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            entries.add(new Index.Entry(table, seconds, failure));
            System.out.println("  " + PageText.minutes(seconds) + (failure.isEmpty() ? "" : ", failed: " + failure));
            Files.writeString(directory.resolve("README.md"), Index.write(entries, effort));
        }
        return entries.stream().allMatch(entry -> entry.failure().isEmpty());
    }

    private static void write(Table table, Page page, Effort effort, Path directory) throws IOException {
        Files.writeString(directory.resolve(table.id() + ".md"), PageText.write(table, page, effort));
        for (int i = 0; i < page.grids().size(); i++) {
            Files.writeString(
                    directory.resolve(PageText.chart(table, i)),
                    Charts.draw(table, page, page.grids().get(i), effort));
        }
    }
}
