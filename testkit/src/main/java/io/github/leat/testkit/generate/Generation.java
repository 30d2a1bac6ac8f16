package io.github.leat.testkit.generate;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** One run of a generator: fills chunks with records until the wanted number or size is reached. */
final class Generation {
    /** Duplicates repeat the record before or one about this far back, so that they also lie in different batches. */
    private static final int FAR = 3_000;

    private final RecordShape shape;
    private final RecordBytes out;
    private final FaultPlan faults;
    private final long wantedRecords;
    private final long wantedBytes;
    private final SplitMix64 distances;
    private final Map<PlantedFault, Long> planted = new EnumMap<>(PlantedFault.class);
    private long records;
    private long bytesBefore;
    private long near;
    private long far;

    Generation(RecordShape shape, RecordBytes out, FaultPlan faults, long wantedRecords, long wantedBytes, long seed) {
        this.shape = shape;
        this.out = out;
        this.faults = faults;
        this.wantedRecords = wantedRecords;
        this.wantedBytes = wantedBytes;
        this.distances = new SplitMix64(~seed);
    }

    RecordBytes out() {
        return out;
    }

    /** Adds records until the chunk is nearly full; false if all records were written already. */
    boolean fill() {
        long before = records;
        while (out.hasRoom() && records < wantedRecords && bytesBefore + out.size() < wantedBytes) {
            record();
        }
        return records > before;
    }

    /** The chunk was handed on. */
    void clear() {
        bytesBefore += out.size();
        out.clear();
    }

    GenerationReport report() {
        return new GenerationReport(records, bytesBefore + out.size(), planted);
    }

    private void record() {
        long index = records++;
        Optional<PlantedFault> fault = faults.next();
        if (fault.isPresent()) {
            out.plant(fault.get());
            planted.merge(fault.get(), 1L, Long::sum);
            boolean duplicate = fault.get() == PlantedFault.DUPLICATE_KEY;
            shape.write(out, index, duplicate ? (distances.oneIn(2) ? near : far) : index);
        } else {
            shape.write(out, index, index);
            near = index;
            if (index - far > FAR) {
                far = index;
            }
        }
        out.endRecord();
    }
}
