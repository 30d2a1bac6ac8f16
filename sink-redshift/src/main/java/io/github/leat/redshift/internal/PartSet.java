package io.github.leat.redshift.internal;

import io.github.leat.core.record.RecordBatch;
import io.github.leat.redshift.PartCompression;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The parts that are written at a time. A batch goes to the part with the least text that can take it at once, so that one which
 * uploads keeps none of the others waiting, and that is not far ahead, so that they end up of like sizes; until a part has 4 MiB, none
 * further is begun, so that small loads make few small objects. Used by one thread.
 */
final class PartSet {
    /** Text of the first part before there is a second: some 1 MiB compressed, the least that the vendor advises. */
    private static final long LEAST_TEXT = 4L << 20;

    /** Text of a part at which all end and others begin: at most 1 GiB compressed, the most that the vendor advises. */
    private static final long MOST_TEXT = 1L << 30;

    /** Text by which a part may be ahead of another, at most an eighth of where parts end: slices that end early would wait for it. */
    private static final long MOST_AHEAD = 8L << 20;

    private final Staging staging;
    private final String folder;
    private final PartCompression compression;
    private final int size;
    private final String where;
    private final long leastText;
    private final long mostText;
    private final long mostAhead;
    private final List<Part> open = new ArrayList<>();
    private final List<StagedObject> complete = new ArrayList<>();
    private int begun;

    PartSet(Staging staging, String folder, PartCompression compression, int size, String where) {
        this(staging, folder, compression, size, where, LEAST_TEXT, MOST_TEXT);
    }

    PartSet(
            Staging staging,
            String folder,
            PartCompression compression,
            int size,
            String where,
            long leastText,
            long mostText) {
        this.staging = staging;
        this.folder = folder;
        this.compression = compression;
        this.size = size;
        this.where = where;
        this.leastText = leastText;
        this.mostText = mostText;
        this.mostAhead = Math.min(MOST_AHEAD, mostText / 8);
    }

    void write(RecordBatch batch, BitSet skipped, long firstNumber) throws InterruptedException {
        requireSound();
        Part part = next();
        part.write(batch, skipped, firstNumber);
        if (part.textBytes() >= mostText) {
            endOpen();
        }
    }

    private Part next() {
        boolean isFirstSmall = open.size() == 1 && open.get(0).textBytes() < leastText;
        if (open.isEmpty() || (open.size() < size && !isFirstSmall)) {
            String name = String.format(Locale.ROOT, "part-%05d%s", ++begun, compression.suffix());
            Part part = Part.begin(staging.below(folder + name), staging.landing(), compression);
            open.add(part);
            return part;
        }
        Part least = Collections.min(open, Comparator.comparingLong(Part::textBytes));
        return open.stream()
                .filter(part -> part.hasRoom() && part.textBytes() - least.textBytes() <= mostAhead)
                .min(Comparator.comparingLong(Part::textBytes))
                .orElse(least);
    }

    private void requireSound() {
        for (Part part : open) {
            Throwable failure = part.failure();
            if (failure != null) {
                throw StoreErrors.of(failure, where);
            }
        }
    }

    private void endOpen() throws InterruptedException {
        for (Part part : open) {
            part.complete();
        }
        for (Part part : open) {
            part.await();
        }
        requireSound();
        open.forEach(part -> complete.add(part.object()));
        open.clear();
    }

    /** Ends all parts; answers the objects since the last call. */
    List<StagedObject> seal() throws InterruptedException {
        endOpen();
        List<StagedObject> sealed = List.copyOf(complete);
        complete.clear();
        return sealed;
    }

    /** Ends what is open, without objects. */
    void abort() {
        try {
            for (Part part : open) {
                part.abort();
            }
            for (Part part : open) {
                part.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        open.clear();
        complete.clear();
    }
}
