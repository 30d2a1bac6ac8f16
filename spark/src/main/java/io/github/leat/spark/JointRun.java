package io.github.leat.spark;

import io.github.leat.core.load.JointLoad;
import io.github.leat.core.load.LoadPlan;
import io.github.leat.core.load.UnifiedSchema;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.JointSink.Order;
import io.github.leat.core.sink.JointSink.Receipt;
import io.github.leat.core.sink.RecordCounts;
import io.github.leat.spark.SparkLoad.Planned;
import io.github.leat.spark.SparkLoad.TaskWork;
import io.github.leat.spark.internal.HadoopFile;
import io.github.leat.spark.internal.LoadTask.Numbered;
import io.github.leat.spark.internal.Piece;
import io.github.leat.spark.internal.PortableLayout;
import io.github.leat.spark.internal.Splitting;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A load of several files into one target together: tasks stage their pieces, the driver makes them visible at once. */
final class JointRun {
    private final List<Planned> files;
    private final JointLoad joint;

    private JointRun(List<Planned> files, JointLoad joint) {
        this.files = files;
        this.joint = joint;
    }

    /** Runs a job of Spark over pieces. */
    interface Tasks {
        List<Receipt> run(List<Numbered> pieces, TaskWork<Numbered, Receipt> work);
    }

    static JointRun plan(List<Planned> files, Schema unified) {
        UnifiedSchema columns = UnifiedSchema.of(List.of(unified));
        return new JointRun(
                files,
                JointLoad.plan(
                        files.stream().map(file -> file.load().unified(columns)).toList()));
    }

    boolean isBegunInParts() {
        return joint.isBegunInParts();
    }

    SparkLoadReport run(Splitting splitting, long splitBytes, Tasks tasks) {
        List<Numbered> all = pieces(splitting, splitBytes);
        Map<Numbered, Receipt> receipts = new LinkedHashMap<>();
        List<Numbered> next = all;
        while (!next.isEmpty()) {
            Order order = joint.order();
            List<Receipt> staged = tasks.run(
                    next,
                    (some, task) -> some.map(one -> task.stage(one, order)).collect());
            for (int i = 0; i < staged.size(); i++) {
                receipts.put(next.get(i), staged.get(i));
            }
            Set<String> again = joint.complete(receipts.values());
            next = all.stream()
                    .filter(piece -> receipts.containsKey(piece)
                            && again.contains(receipts.get(piece).part()))
                    .toList();
        }
        return report(all);
    }

    private List<Numbered> pieces(Splitting splitting, long splitBytes) {
        IdentityHashMap<HadoopFile, Integer> numbers = new IdentityHashMap<>();
        List<HadoopFile> sources = new ArrayList<>();
        List<PortableLayout> layouts = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            if (joint.isToLoad(i)) {
                numbers.put(files.get(i).file(), i);
                sources.add(files.get(i).file());
                layouts.add(files.get(i).layout());
            }
        }
        List<Numbered> pieces = new ArrayList<>();
        for (Piece piece : splitting.pieces(sources, layouts, splitBytes)) {
            pieces.add(new Numbered(Objects.requireNonNull(numbers.get(piece.file())), piece));
        }
        return pieces;
    }

    private SparkLoadReport report(List<Numbered> pieces) {
        int[] parts = new int[files.size()];
        pieces.forEach(piece -> parts[piece.file()]++);
        RecordCounts total = RecordCounts.ZERO;
        List<SparkLoadReport.FileReport> reports = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            int own = joint.isToLoad(i) ? parts[i] : 0;
            total = total.plus(joint.counts(i));
            reports.add(new SparkLoadReport.FileReport(
                    files.get(i).file().name(), how(joint.verdict(i), own), own, joint.counts(i)));
        }
        return new SparkLoadReport(total, reports);
    }

    private static SparkLoadReport.How how(LoadPlan.Verdict verdict, int parts) {
        return switch (verdict) {
            case ALREADY_LOADED -> SparkLoadReport.How.ALREADY_LOADED;
            case STALE -> SparkLoadReport.How.STALE;
            case LOAD, RESUME -> parts > 1 ? SparkLoadReport.How.PARTS : SparkLoadReport.How.WHOLE;
        };
    }
}
