package io.github.leat.spark.internal;

import io.github.leat.core.SourceException;
import io.github.leat.core.csv.RangeRead;
import io.github.leat.core.csv.RangeScan;
import io.github.leat.core.csv.Split;
import io.github.leat.core.csv.SplitPlanner;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cuts large files into pieces that begin and end where records do; counts on the cluster. */
public final class Splitting {
    private static final Logger LOG = LoggerFactory.getLogger(Splitting.class);

    private final JavaSparkContext spark;

    /** @param spark where the ranges are looked at */
    public Splitting(JavaSparkContext spark) {
        this.spark = spark;
    }

    private record Range(HadoopFile file, PortableLayout layout, int index, int count) implements Serializable {
        RangeScan scan() throws IOException {
            return planner(file, layout).scan(index, count);
        }
    }

    private static SplitPlanner planner(HadoopFile file, PortableLayout layout) {
        return new SplitPlanner(file, layout.format(), layout.schema().schema(), layout.dataStart());
    }

    /** One piece of each file that is small or cannot be split, several of the others. */
    public List<Piece> pieces(List<HadoopFile> files, List<PortableLayout> layouts, long splitBytes) {
        List<Range> ranges = new ArrayList<>();
        for (int f = 0; f < files.size(); f++) {
            int count = layouts.get(f).isSplittable()
                    ? planner(files.get(f), layouts.get(f)).ranges(splitBytes)
                    : 1;
            for (int i = 0; i < count && count > 1; i++) {
                ranges.add(new Range(files.get(f), layouts.get(f), i, count));
            }
        }
        List<RangeScan> scans = ranges.isEmpty()
                ? List.of()
                : spark.parallelize(ranges, ranges.size()).map(Range::scan).collect();
        List<Piece> pieces = new ArrayList<>();
        int next = 0;
        for (int f = 0; f < files.size(); f++) {
            HadoopFile file = files.get(f);
            PortableLayout layout = layouts.get(f);
            if (next < ranges.size() && ranges.get(next).file() == file) {
                int count = ranges.get(next).count();
                for (Split split : splits(file, layout, scans.subList(next, next + count))) {
                    pieces.add(new Piece(file, layout, split));
                }
                next += count;
            } else {
                pieces.add(new Piece(file, layout, new Split(layout.dataStart(), Long.MAX_VALUE)));
            }
        }
        return pieces;
    }

    private List<Split> splits(HadoopFile file, PortableLayout layout, List<RangeScan> scans) {
        SplitPlanner planner = planner(file, layout);
        SplitPlanner.Resolved resolved = planner.resolve(scans);
        if (resolved.proven()) {
            return resolved.splits();
        }
        LOG.info(
                "{}: quotes stand where RFC 4180 has none, so that its {} parts are verified by reading them",
                file.name(),
                resolved.splits().size());
        List<Piece> guesses = resolved.splits().stream()
                .map(split -> new Piece(file, layout, split))
                .toList();
        List<RangeRead> reads = spark.parallelize(guesses, guesses.size())
                .map(guess -> planner(guess.file(), guess.layout()).read(guess.split()))
                .collect();
        try {
            return planner.chain(resolved.splits(), reads);
        } catch (IOException e) {
            throw new SourceException(
                    file.name() + " cannot be read: " + e.getMessage() + ". Check the file and the disk or network.",
                    e);
        }
    }
}
