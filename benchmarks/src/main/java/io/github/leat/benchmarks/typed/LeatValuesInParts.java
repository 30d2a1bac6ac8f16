package io.github.leat.benchmarks.typed;

import io.github.leat.benchmarks.CsvInput;
import io.github.leat.benchmarks.Touch;
import io.github.leat.core.Position;
import io.github.leat.core.csv.CsvReader;
import io.github.leat.core.csv.RangeScan;
import io.github.leat.core.csv.Split;
import io.github.leat.core.csv.SplitPlanner;
import io.github.leat.core.io.FileSource;
import io.github.leat.core.record.CsvFormat;
import io.github.leat.core.schema.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Leat on several threads, from a file in the page cache: the file is cut where records begin, proven by counting its quotes, and the
 * parts are read. Both steps are measured.
 */
final class LeatValuesInParts implements ValueReader {
    private static final int RANGES_FOR_EACH_THREAD = 4;

    private final int threads;
    private final ExecutorService executor;
    private final LeatValues values = new LeatValues(LeatValues.Way.VISITOR);

    LeatValuesInParts(int threads) {
        this.threads = threads;
        this.executor = Executors.newFixedThreadPool(threads);
    }

    @Override
    public Sums sum(CsvInput input) throws Exception {
        FileSource source = FileSource.of(input.file());
        Schema texts = Schema.ofTexts(input.columns());
        Sums sums = new Sums(0, 0, 0, 0);
        for (Future<Sums> part : all(splits(source, texts), split -> sum(input, source, texts, split))) {
            sums = sums.plus(part.get());
        }
        return sums;
    }

    private List<Split> splits(FileSource source, Schema texts) throws Exception {
        Position data;
        try (CsvReader reader = CsvReader.builder().build(source)) {
            data = reader.position();
        }
        SplitPlanner planner = new SplitPlanner(source, CsvFormat.rfc4180(), texts, data);
        int ranges = threads * RANGES_FOR_EACH_THREAD;
        List<Integer> indexes = new ArrayList<>();
        for (int i = 0; i < ranges; i++) {
            indexes.add(i);
        }
        List<RangeScan> scans = new ArrayList<>();
        for (Future<RangeScan> scan : all(indexes, index -> planner.scan(index, ranges))) {
            scans.add(scan.get());
        }
        SplitPlanner.Resolved resolved = planner.resolve(scans);
        if (!resolved.proven()) {
            throw new IllegalStateException("The input's quotes do not stand as RFC 4180 has it.");
        }
        return resolved.splits();
    }

    private Sums sum(CsvInput input, FileSource source, Schema texts, Split split) throws IOException {
        try (CsvReader reader = open(source, texts, split)) {
            return values.sum(input, reader);
        }
    }

    private static CsvReader open(FileSource source, Schema texts, Split split) throws IOException {
        return CsvReader.builder()
                .schema(texts)
                .startAt(split.start())
                .endAt(split.end())
                .build(source);
    }

    @FunctionalInterface
    private interface Step<T, R> {
        R of(T part) throws IOException;
    }

    private <T, R> List<Future<R>> all(List<T> parts, Step<T, R> step) throws InterruptedException {
        List<Callable<R>> steps = new ArrayList<>();
        parts.forEach(part -> steps.add(() -> step.of(part)));
        return executor.invokeAll(steps);
    }

    @Override
    public void show(CsvInput input, ValueDigest digest) throws Exception {
        FileSource source = FileSource.of(input.file());
        Schema texts = Schema.ofTexts(input.columns());
        for (Split split : splits(source, texts)) {
            try (CsvReader reader = open(source, texts, split)) {
                values.show(input, reader, digest);
            }
        }
    }

    @Override
    public Touch touches() {
        return values.touches();
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
