package io.github.leat.benchmarks.soak;

import io.github.leat.core.io.ByteSource;
import io.github.leat.core.load.DeadLetters;
import io.github.leat.core.load.Load;
import io.github.leat.core.rate.Throughput;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.sink.WriteMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What is to be loaded into what, in texts, so that another process can be told. Immutable.
 *
 * @param hasKey whether records of one key are one; a CSV file knows none, nor an append
 * @param perSecond bound on records; 0 for none
 * @param commitBytes bytes of text between commits
 */
record LoadOrder(
        SinkKind sink,
        WriteMode mode,
        InputShape shape,
        boolean hasKey,
        String target,
        Path file,
        Path rejects,
        int perSecond,
        long commitBytes) {
    private static final Duration COMMIT_INTERVAL = Duration.ofSeconds(1);

    Load load(ByteSource source) {
        Load load = Load.from(source)
                .select(shape.columns().toArray(new String[0]))
                .cast(shape.number, ColumnType.LONG)
                .into(sink.sink(target, mode, hasKey ? List.of(shape.key) : List.of()))
                .deadLetters(DeadLetters.toFile(rejects))
                .commitEvery(commitBytes, COMMIT_INTERVAL);
        return perSecond == 0 ? load : load.throughput(Throughput.recordsPerSecond(perSecond));
    }

    LoadOrder into(String otherTarget) {
        return new LoadOrder(sink, mode, shape, hasKey, otherTarget, file, rejects, perSecond, commitBytes);
    }

    LoadOrder perSecond(int records) {
        return new LoadOrder(sink, mode, shape, hasKey, target, file, rejects, records, commitBytes);
    }

    List<String> toArguments() {
        return List.of(
                sink.name(),
                mode.name(),
                shape.name(),
                Boolean.toString(hasKey),
                target,
                file.toString(),
                rejects.toString(),
                Integer.toString(perSecond),
                Long.toString(commitBytes));
    }

    static LoadOrder of(String... arguments) {
        return new LoadOrder(
                SinkKind.valueOf(arguments[0]),
                WriteMode.valueOf(arguments[1]),
                InputShape.valueOf(arguments[2]),
                Boolean.parseBoolean(arguments[3]),
                arguments[4],
                Path.of(arguments[5]),
                Path.of(arguments[6]),
                Integer.parseInt(arguments[7]),
                Long.parseLong(arguments[8]));
    }
}
