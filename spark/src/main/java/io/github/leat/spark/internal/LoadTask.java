package io.github.leat.spark.internal;

import io.github.leat.core.csv.Split;
import io.github.leat.core.load.JointLoad;
import io.github.leat.core.load.Load;
import io.github.leat.core.load.LoadOutcome;
import io.github.leat.core.load.LoadReport;
import io.github.leat.core.load.UnifiedSchema;
import io.github.leat.core.rate.CostUnit;
import io.github.leat.core.rate.Throughput;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.JointSink;
import io.github.leat.core.sink.RecordCounts;
import io.github.leat.spark.LoadSpec;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkEnv;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * What a task does with a piece: a load of its own, once it has leave to write. Immutable.
 *
 * @param rejects directory of dead letters; empty for those of the specification
 * @param settings of Hadoop's file systems; null where nothing is kept in them
 */
public record LoadTask(
        LoadSpec spec,
        Budget.Address budget,
        PortableSchema unified,
        Rate rate,
        String rejects,
        @Nullable Broadcast<SerializableConfiguration> settings)
        implements Serializable {
    /** A throughput as it travels; a rate of 0 is none. */
    public record Rate(CostUnit unit, double perSecond, double share) implements Serializable {}

    /** What became of one piece's records. */
    public record Done(String source, RecordCounts counts, LoadOutcome outcome) implements Serializable {}

    /** The task of all pieces. */
    public static LoadTask of(
            LoadSpec spec,
            Budget.Address budget,
            Schema unified,
            Optional<Throughput> throughput,
            Optional<String> rejects,
            @Nullable Broadcast<SerializableConfiguration> settings) {
        return new LoadTask(
                spec,
                budget,
                PortableSchema.of(unified),
                throughput
                        .map(t -> new Rate(t.unit(), t.perSecond(), t.share()))
                        .orElse(new Rate(CostUnit.RECORDS, 0, 1)),
                rejects.orElse(""),
                settings);
    }

    /** One of the files that are loaded together, or a part of it; they are numbered from 0. */
    public record Numbered(int file, Piece piece) implements Serializable {}

    /** Waits for leave to write a piece. */
    private Lease lease(Piece piece) throws IOException, InterruptedException {
        return Lease.take(
                budget,
                executor(),
                piece.file().identity() + "#" + piece.split().start().byteOffset());
    }

    /** The load of a piece's file. */
    private Load prepare(Piece piece, Lease lease) {
        Load load = spec.of(piece.file())
                .layout(piece.layout().layout(piece.file()))
                .unified(UnifiedSchema.of(List.of(unified.schema())))
                .share(lease::share);
        if (rate.perSecond() > 0) {
            load.throughput(new Throughput(rate.unit(), rate.perSecond(), rate.share()));
        }
        if (!rejects.isEmpty() && settings != null) {
            load.deadLetters(new ClusterDeadLetters(rejects, settings.value().value()));
        }
        return load;
    }

    private static Optional<Split> part(Piece piece) {
        return Optional.of(piece.split()).filter(split -> split.end() != Long.MAX_VALUE);
    }

    /** Stages a piece for a load of several files together. */
    public JointSink.Receipt stage(Numbered one, JointSink.Order order) throws IOException, InterruptedException {
        Piece piece = one.piece();
        try (Lease lease = lease(piece)) {
            return JointLoad.stage(prepare(piece, lease), order, one.file(), part(piece));
        }
    }

    /** Loads a piece. */
    public Done load(Piece piece) throws IOException, InterruptedException {
        try (Lease lease = lease(piece)) {
            Load load = prepare(piece, lease);
            part(piece).ifPresent(load::part);
            LoadReport report = load.run();
            // an attempt before this one may have done it
            RecordCounts counts = report.outcome() == LoadOutcome.ALREADY_LOADED
                    ? load.plan()
                            .ledger()
                            .map(entry -> entry.checkpoint().counts())
                            .orElse(report.counts())
                    : report.counts();
            return new Done(piece.file().identity(), counts, report.outcome());
        }
    }

    private static String executor() {
        SparkEnv running = SparkEnv.get();
        return running == null ? "" : running.executorId();
    }
}
