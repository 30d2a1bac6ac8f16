package io.github.leat.testkit.generate;

import java.time.LocalDate;

/** See {@link CsvShape#NUMERIC}. */
final class NumericRecords extends RecordShape {
    private static final long FIRST = LocalDate.of(2001, 1, 1).toEpochDay();
    private static final int DAYS = 8_000;
    private static final int[] INTEGER_BOUNDS = {
        2, 10, 50, 100, 100, 1_000, 1_000, 5_000, 10_000, 100_000, 100_000, 1_000_000
    };
    private static final int[] DECIMAL_BOUNDS = {
        1_000, 10_000, 10_000, 100_000, 1_000_000, 900_000, 1_800_000, 100_000_000
    };
    private static final int[] SCALES = {1, 2, 2, 2, 3, 4, 4, 6};
    private static final Text[] AREAS = Text.split("north|east|south|west|coast|hills|plain|delta");
    private static final Text YES = new Text("true");
    private static final Text NO = new Text("false");
    private static final Text NOT_A_NUMBER = new Text("n/a");

    private final SplitMix64 random;
    private final DayText day = new DayText();

    NumericRecords(long seed) {
        random = new SplitMix64(seed);
    }

    @Override
    void write(RecordBytes out, long index, long keyIndex) {
        if (out.planted(PlantedFault.EMPTY_KEY_PART)) {
            out.empty();
        } else {
            out.field(keyIndex + 1);
        }
        day.set(FIRST + index / 16 % DAYS);
        out.beginField();
        out.append(day.iso(), day.iso().length);
        out.endField();
        out.spoilableField(AREAS[random.below(AREAS.length)]);
        out.field(random.oneIn(2) ? YES : NO);
        for (int i = 0; i < INTEGER_BOUNDS.length; i++) {
            if (i == 2 && out.plantedBadType()) {
                out.field(NOT_A_NUMBER);
            } else if (i > 5 && random.oneIn(25)) {
                out.empty();
            } else {
                out.field(random.below(INTEGER_BOUNDS[i]));
            }
        }
        for (int i = 0; i < SCALES.length; i++) {
            int magnitude = random.below(DECIMAL_BOUNDS[i]);
            out.field(i > 4 && random.oneIn(2) ? -magnitude : magnitude, SCALES[i]);
        }
        out.field(random.below(1_000_000_000_000L));
        out.field(-random.below(1_000_000_000_000L));
    }
}
