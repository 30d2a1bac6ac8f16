package io.github.leat.benchmarks.soak;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Loads of all kinds with faults for a long time, in one JVM: nothing is lost, nothing doubled, nothing grows. */
@Command(
        name = "soak",
        mixinStandardHelpOptions = true,
        description =
                "Loads with random faults into all targets and watches what this process holds; docs/soak.md has the rules."
                        + " Exit code 1 if something failed or grew.",
        showDefaultValues = true)
public final class Soak implements Callable<Integer> {
    @Option(names = "--minutes", description = "How long")
    private double minutes = 60;

    @Option(names = "--seed", description = "Of the files and the faults; default: another one each time")
    private Optional<Long> seed = Optional.empty();

    @Option(
            names = "--sinks",
            split = ",",
            description = "Only these: ${COMPLETION-CANDIDATES}. Default: all that this machine can start")
    private List<SinkKind> sinks = Servers.startable();

    @Option(names = "--loads", description = "Scenarios at the same time")
    private int atOnce = 3;

    @Option(
            names = "--share",
            description = "How much of one processor is used on average, by all processes of the run")
    private double share = 0.5;

    @Option(names = "--scenario", description = "Only this one, by its number, once")
    private Optional<Integer> only = Optional.empty();

    @Option(names = "--keep", description = "Leaves the files of --scenario where they are, and prints where")
    private boolean keeps;

    @Option(names = "--out", description = "Where the result is written, as Markdown; the plot beside it, as .svg")
    private @Nullable Path out;

    private Soak() {}

    /** See {@code --help}. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Soak()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        long chosen = seed.orElseGet(() -> System.nanoTime() & 0xFFFFFF);
        System.out.println("seed " + chosen);
        try (Servers servers = new Servers(EnumSet.copyOf(sinks))) {
            if (only.isPresent()) {
                Scenario scenario = Scenario.draw(only.get(), chosen, sinks);
                System.out.println(scenario);
                ScenarioRun.run(scenario, servers, new Tally(), keeps);
                return 0;
            }
            SoakRun run = new SoakRun(chosen, sinks, servers, atOnce, share);
            run.run(minutes);
            String page = run.page();
            System.out.println(page);
            if (out != null) {
                Files.writeString(out, page);
                Files.writeString(
                        out.resolveSibling(out.getFileName().toString().replaceFirst("\\.md$", "") + ".svg"),
                        run.plot());
            }
            return run.wrong().isEmpty() ? 0 : 1;
        }
    }
}
