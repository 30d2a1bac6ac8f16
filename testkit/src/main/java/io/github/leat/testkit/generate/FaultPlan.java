package io.github.leat.testkit.generate;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Decides record by record which one gets a fault, so that in the end every fault was planted exactly as often as asked.
 *
 * <p>Selection sampling (Knuth, The Art of Computer Programming 2, 3.4.2, algorithm S): constant memory, one random number a
 * record. Late faults are drawn first, from the last tenth; the others from the records that are left.
 */
final class FaultPlan {
    private final SplitMix64 random;
    /** How often each early fault is still to come; enum maps have the same order everywhere. */
    private final Map<PlantedFault, Long> wanted;

    private long early;
    private long late;
    private long recordsLeft;
    private long lateRecordsLeft;
    private boolean first = true;

    /** @throws IllegalArgumentException if there are more faults than records that can take them */
    FaultPlan(Map<PlantedFault, Long> faults, long records, long seed) {
        this.random = new SplitMix64(seed ^ 0x5EEDFAL);
        this.recordsLeft = records;
        this.lateRecordsLeft = records - records / 10 * 9;
        this.wanted = new EnumMap<>(PlantedFault.class);
        wanted.putAll(faults);
        Long askedLate = wanted.remove(PlantedFault.LATE_BAD_TYPE);
        this.late = askedLate == null ? 0 : askedLate;
        wanted.values().forEach(count -> early += count);
        // The first record stays sound: a duplicate needs something to repeat.
        if (early + late > 0 && (early > records - 1 - late || late > lateRecordsLeft - (records < 10 ? 1 : 0))) {
            throw new IllegalArgumentException("Faults for " + (early + late) + " records, of them " + late
                    + " in the last tenth, do not fit into " + records + " records, of which the first has none.");
        }
    }

    boolean isEmpty() {
        return early + late == 0;
    }

    /** The fault of the next record. */
    Optional<PlantedFault> next() {
        if (isEmpty()) {
            return Optional.empty();
        }
        long left = recordsLeft--;
        if (first) {
            first = false;
            if (left <= lateRecordsLeft) {
                lateRecordsLeft--;
            }
            return Optional.empty();
        }
        if (left <= lateRecordsLeft && random.below(lateRecordsLeft--) < late) {
            late--;
            return Optional.of(PlantedFault.LATE_BAD_TYPE);
        }
        return random.below(left - late) < early ? Optional.of(drawEarly()) : Optional.empty();
    }

    private PlantedFault drawEarly() {
        long at = random.below(early--);
        for (Map.Entry<PlantedFault, Long> fault : wanted.entrySet()) {
            if (at < fault.getValue()) {
                fault.setValue(fault.getValue() - 1);
                return fault.getKey();
            }
            at -= fault.getValue();
        }
        throw new IllegalStateException("fewer faults left than counted");
    }
}
