package io.github.leat.redshift;

import io.github.leat.core.csv.Split;
import io.github.leat.core.csv.SplitPlanner;
import io.github.leat.core.infer.Layout;
import io.github.leat.core.io.FileSource;
import io.github.leat.core.load.DeadLetters;
import io.github.leat.core.load.JointLoad;
import io.github.leat.core.load.Load;
import io.github.leat.core.load.UnifiedSchema;
import io.github.leat.core.sink.JointSink;
import io.github.leat.core.sink.JointSink.Receipt;
import io.github.leat.core.sink.RecordCounts;
import io.github.leat.testkit.ManualTicker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A joint load as a cluster does it, one part after the other.
 *
 * @param files in their order
 * @param parts into how many each is cut at most
 * @param rejects the directory of dead letters, a file for each part
 */
record JointJob(JointSink sink, List<Path> files, int parts, Path rejects) {
    /** One part, from begin to end. */
    private record Part(int file, Optional<Split> split) {}

    private Load load(Path file) {
        return Load.from(FileSource.of(file))
                .into(sink)
                .ticker(new ManualTicker())
                .unified(UnifiedSchema.of(files.stream()
                        .map(one -> Load.from(FileSource.of(one)).sourceSchema())
                        .toList()));
    }

    JointLoad plan() {
        return JointLoad.plan(files.stream().map(this::load).toList());
    }

    /** Stages all parts of files that are to be loaded. */
    Map<Object, Receipt> stage(JointLoad joint) throws IOException {
        Map<Object, Receipt> receipts = new LinkedHashMap<>();
        for (int i = 0; i < files.size(); i++) {
            if (joint.isToLoad(i)) {
                for (Part part : cut(i)) {
                    receipts.put(part, stage(joint, part));
                }
            }
        }
        return receipts;
    }

    private List<Part> cut(int file) throws IOException {
        FileSource source = FileSource.of(files.get(file));
        Layout layout = Load.from(source).layout();
        List<Split> splits = new SplitPlanner(source, layout.format(), layout.schema(), layout.dataStart()).plan(parts);
        List<Part> cut = new ArrayList<>();
        splits.forEach(split -> cut.add(new Part(file, splits.size() > 1 ? Optional.of(split) : Optional.empty())));
        return cut;
    }

    private Receipt stage(JointLoad joint, Part part) throws IOException {
        String name = part.file() + "-"
                + part.split().map(split -> split.start().byteOffset()).orElse(0L) + ".csv";
        Files.deleteIfExists(rejects.resolve(name));
        Load load = load(files.get(part.file())).deadLetters(DeadLetters.toFile(rejects.resolve(name)));
        return JointLoad.stage(load, joint.order(), part.file(), part.split());
    }

    /** Merges, staging again what has to be. */
    void complete(JointLoad joint, Map<Object, Receipt> receipts) throws IOException {
        Set<String> again = joint.complete(receipts.values());
        while (!again.isEmpty()) {
            for (Map.Entry<Object, Receipt> one : receipts.entrySet()) {
                if (again.contains(one.getValue().part())) {
                    one.setValue(stage(joint, (Part) one.getKey()));
                }
            }
            again = joint.complete(receipts.values());
        }
    }

    /** All of it; what became of each file's records. */
    List<RecordCounts> run() throws IOException {
        JointLoad joint = plan();
        complete(joint, stage(joint));
        List<RecordCounts> counts = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            counts.add(joint.counts(i));
        }
        return counts;
    }
}
