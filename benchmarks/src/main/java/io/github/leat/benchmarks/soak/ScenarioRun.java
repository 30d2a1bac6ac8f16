package io.github.leat.benchmarks.soak;

import de.siegmar.fastcsv.reader.CsvReader;
import io.github.leat.core.io.FileSource;
import io.github.leat.core.load.Load;
import io.github.leat.core.load.LoadOutcome;
import io.github.leat.core.load.LoadReport;
import io.github.leat.testkit.generate.CsvGenerator;
import io.github.leat.testkit.generate.CsvShape;
import io.github.leat.testkit.generate.DateStyle;
import io.github.leat.testkit.generate.PlantedFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs one scenario, and throws a {@link SoakFailure} for what does not hold. */
final class ScenarioRun {
    private static final Instant FIRST_VERSION = Instant.parse("2026-01-01T00:00:00Z");
    private static final int LONGEST_DISTURBED_SECONDS = 15;
    private static final Duration MARGIN = Duration.ofMillis(50);

    private final Scenario scenario;
    private final Tally tally;
    private final Random random;
    private final Path directory;
    private final Path file;
    private final Place place;
    private final Place undisturbed;

    private ScenarioRun(Scenario scenario, Tally tally, Path directory, Place place) {
        this.scenario = scenario;
        this.tally = tally;
        this.random = new Random(~scenario.seed());
        this.directory = directory;
        this.file = directory.resolve("events.csv");
        this.place = place;
        this.undisturbed = new DuckDbPlace(directory.resolve("undisturbed.duckdb"));
    }

    /** @param keeps whether the files stay; where they are is printed then */
    static void run(Scenario scenario, Servers servers, Tally tally, boolean keeps) throws Exception {
        Path directory = Files.createTempDirectory("leat-soak");
        try (Place place = servers.place(scenario.sink(), scenario.number(), directory)) {
            new ScenarioRun(scenario, tally, directory, place).run();
            tally.scenarioDone();
        } finally {
            if (keeps) {
                System.out.println(directory);
            } else {
                remove(directory);
            }
        }
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private void run() throws Exception {
        for (int i = 0; i < scenario.versions().size(); i++) {
            write(i);
            version(i);
        }
        if (scenario.versions().size() > 1) {
            // the first version comes again, as a message that was late
            Content before = place.content(scenario.shape());
            write(0);
            expect(LoadOutcome.STALE_VERSION, order("late"));
            tally.count(scenario, row -> row.stale++);
            SoakFailure.throwIfAny(
                    "after an older version came", Balance.ofContent(place.content(scenario.shape()), before));
        }
    }

    private void write(int index) throws IOException {
        Scenario.Version version = scenario.versions().get(index);
        CsvGenerator.Builder builder = CsvGenerator.builder(scenario.shape().csv)
                .seed(scenario.seed() + index)
                .records(version.records());
        if (scenario.shape().csv == CsvShape.ACLED) {
            builder.dates(DateStyle.ISO);
        }
        if (version.malformed() > 0) {
            builder.plant(PlantedFault.TOO_FEW_FIELDS, version.malformed())
                    .plant(PlantedFault.TOO_MANY_FIELDS, version.malformed())
                    .plant(PlantedFault.BAD_TYPE, version.malformed());
        }
        if (version.duplicates() > 0) {
            builder.plant(PlantedFault.DUPLICATE_KEY, version.duplicates());
        }
        builder.build().writeTo(file);
        // an hour apart: the order of versions does not hang on the clock's resolution
        Files.setLastModifiedTime(file, FileTime.from(FIRST_VERSION.plus(Duration.ofHours(index))));
    }

    private void version(int index) throws Exception {
        Scenario.Version version = scenario.versions().get(index);
        LoadOrder plain = order("version " + index);
        LoadReport expected = expected(plain, index);
        try (Place.Way way = version.fault() == Fault.TARGET ? place.disturb(random, Files.size(file)) : place.way()) {
            LoadOrder order = plain.into(way.target());
            Attempt attempt = disturbed(order, version);
            tally.fault(
                    scenario.sink(),
                    version.fault(),
                    version.fault() == Fault.TARGET ? way.planted() : attempt.isStopped() ? 1 : 0,
                    attempt.isStopped());
            way.calm();
            if (!attempt.isComplete()) {
                attempt = again(order, attempt, "version " + index);
            }
            check(index, attempt, expected, "version " + index);
            expect(LoadOutcome.ALREADY_LOADED, order);
            tally.count(scenario, row -> {
                row.already++;
                row.files++;
                row.records += version.records();
                row.rejects += version.rejects();
            });
            check(index, attempt, expected, "version " + index + ", loaded once more");
        }
    }

    private Attempt again(LoadOrder order, Attempt stopped, String what) {
        tally.count(scenario, row -> row.again++);
        Attempt again = run(order.load(FileSource.of(file)));
        if (!again.isComplete()) {
            throw new SoakFailure(
                    what + " was stopped (" + stopped.describe() + "), and run again without faults: "
                            + again.describe(),
                    again.failure() == null ? new IllegalStateException("not complete") : again.failure());
        }
        return again;
    }

    /** The same file by the same mode into a table that nothing happens to. */
    private LoadReport expected(LoadOrder order, int index) {
        LoadOrder calm = new LoadOrder(
                SinkKind.DUCKDB,
                order.mode(),
                order.shape(),
                order.hasKey(),
                undisturbed.target(),
                file,
                directory.resolve("rejects-undisturbed-" + index + ".csv"),
                0,
                Load.DEFAULT_COMMIT_BYTES);
        return calm.load(FileSource.of(file)).run();
    }

    private LoadOrder order(String what) throws IOException {
        return new LoadOrder(
                scenario.sink(),
                scenario.mode(),
                scenario.shape(),
                scenario.hasKey(),
                place.target(),
                file,
                directory.resolve("rejects of " + what + ".csv"),
                0,
                1_000 + Files.size(file) / (1 + random.nextInt(8)));
    }

    private Attempt disturbed(LoadOrder order, Scenario.Version version) throws Exception {
        // slow enough that what happens at some time happens in the middle of it
        long millis = 500L + random.nextInt(2_000);
        LoadOrder slow = order.perSecond((int) (version.records() * 1_000L / millis) + 1);
        long at = random.nextInt((int) (millis * 5 / 4));
        return switch (version.fault()) {
            case NONE -> run(order.load(FileSource.of(file)));
            case SOURCE ->
                run(order.load(new BrokenSource(FileSource.of(file), 1 + random.nextInt((int) Files.size(file)))));
            case DEADLINE ->
                run(slow.load(FileSource.of(file))
                        .deadline(at, TimeUnit.MILLISECONDS)
                        .deadlineMargin(MARGIN));
            case CANCEL -> {
                tally.count(scenario, row -> row.runs++);
                yield Attempt.interrupted(slow.load(FileSource.of(file)), at);
            }
            case KILL -> {
                tally.count(scenario, row -> row.runs++);
                boolean killed = LoadProcess.killed(slow, at);
                yield Attempt.elsewhere(killed);
            }
            // bounded, else a way that stays broken is tried for minutes
            case TARGET -> run(order.load(FileSource.of(file)).deadline(LONGEST_DISTURBED_SECONDS, TimeUnit.SECONDS));
        };
    }

    private Attempt run(Load load) {
        tally.count(scenario, row -> row.runs++);
        return Attempt.of(load);
    }

    private void expect(LoadOutcome outcome, LoadOrder order) {
        LoadOutcome found = order.load(FileSource.of(file)).run().outcome();
        if (found != outcome) {
            throw new SoakFailure("the outcome is " + found, new IllegalStateException("expected " + outcome));
        }
    }

    private void check(int index, Attempt attempt, LoadReport expected, String when) throws Exception {
        Scenario.Version version = scenario.versions().get(index);
        LoadReport report = attempt.report().orElseThrow();
        if (report.outcome() != LoadOutcome.ALREADY_LOADED) {
            SoakFailure.throwIfAny(
                    when,
                    Balance.ofCounts(
                            report.counts(),
                            version.records(),
                            version.rejects(),
                            scenario.sink().countsAlike ? Optional.of(expected.counts()) : Optional.empty()));
        }
        SoakFailure.throwIfAny(
                when,
                Balance.ofRejects(
                        rejects(directory.resolve("rejects of version " + index + ".csv")), version.rejects()));
        SoakFailure.throwIfAny(
                when, Balance.ofContent(place.content(scenario.shape()), undisturbed.content(scenario.shape())));
    }

    private static long rejects(Path rejects) throws IOException {
        if (!Files.exists(rejects)) {
            return 0;
        }
        try (Stream<?> records = CsvReader.builder().ofNamedCsvRecord(rejects).stream()) {
            return records.count();
        }
    }
}
