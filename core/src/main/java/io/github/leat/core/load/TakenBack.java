package io.github.leat.core.load;

import io.github.leat.core.load.OpenLoads.Open;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes back from a file of dead letters what a load wrote after its last commit and will write again.
 *
 * <p>What stays is copied to a file beside it, which then takes its place: a crash leaves the one or the other. A file in which
 * nothing is taken back stays untouched.
 */
final class TakenBack {
    private final Path file;
    private final RejectRecords records;
    private final Open load;
    private final long afterRecord;
    private final List<Open> others;
    private final long[] beforeAfter;
    private final long[] beforeUpTo;
    private long count;

    private TakenBack(Path file, RejectRecords records, Open load, long afterRecord, List<Open> others) {
        this.file = file;
        this.records = records;
        this.load = load;
        this.afterRecord = afterRecord;
        this.others = others;
        this.beforeAfter = new long[others.size()];
        this.beforeUpTo = new long[others.size()];
    }

    /**
     * Takes back the rejects of a load that come after a record of its source.
     *
     * @param others the other open loads
     * @return these, as they are to be known from now on
     */
    static List<Open> from(Path file, RejectRecords records, Open load, long afterRecord, List<Open> others)
            throws IOException {
        return new TakenBack(file, records, load, afterRecord, others).run();
    }

    private List<Open> run() throws IOException {
        RejectRecords.Found found = records.scan(load.source(), load.version(), (number, sourceRecord, from, to) -> {
            if (isToGo(number, sourceRecord)) {
                count(number);
            }
        });
        if (count > 0 || found.wholeBytes() < Files.size(file)) {
            copyTheRest(found.wholeBytes());
        }
        List<Open> known = new ArrayList<>();
        for (int i = 0; i < others.size(); i++) {
            Open other = others.get(i);
            boolean isLast = other.upTo() == Long.MAX_VALUE;
            known.add(other.at(other.after() - beforeAfter[i], isLast ? Long.MAX_VALUE : other.upTo() - beforeUpTo[i]));
        }
        return known;
    }

    private boolean isToGo(long number, long sourceRecord) {
        return load.holds(number) && sourceRecord > afterRecord;
    }

    private void count(long number) {
        count++;
        for (int i = 0; i < others.size(); i++) {
            if (others.get(i).names(load.source(), load.version())) {
                beforeAfter[i] += number <= others.get(i).after() ? 1 : 0;
                beforeUpTo[i] += number <= others.get(i).upTo() ? 1 : 0;
            }
        }
    }

    private void copyTheRest(long wholeBytes) throws IOException {
        Path rest = file.resolveSibling(file.getFileName() + ".leat-rest");
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ);
                FileChannel out = FileChannel.open(
                        rest,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            keepPermissions(rest);
            long[] copied = {0};
            records.scan(load.source(), load.version(), (number, sourceRecord, from, to) -> {
                if (isToGo(number, sourceRecord)) {
                    copy(in, copied[0], from, out);
                    copied[0] = to;
                }
            });
            copy(in, copied[0], wholeBytes, out);
            out.force(true);
        }
        LastingMove.replace(rest, file);
    }

    private static void copy(FileChannel in, long from, long to, FileChannel out) throws IOException {
        long at = from;
        while (at < to) {
            long moved = in.transferTo(at, to - at, out);
            if (moved <= 0) {
                throw new IOException("it became shorter while it was copied");
            }
            at += moved;
        }
    }

    private void keepPermissions(Path rest) throws IOException {
        PosixFileAttributeView old = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (old != null) {
            Files.setPosixFilePermissions(rest, old.readAttributes().permissions());
        }
    }
}
