package io.github.leat.testkit.generate;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What was written.
 *
 * @param records number of data records, those with faults included; header and HXL row do not count
 * @param bytes number of bytes, header and HXL row included
 * @param planted number of records with each fault; unmodifiable, without the faults that were not asked for
 */
public record GenerationReport(long records, long bytes, Map<PlantedFault, Long> planted) {
    /** Copies the map. */
    public GenerationReport {
        Map<PlantedFault, Long> copy = new EnumMap<>(PlantedFault.class);
        copy.putAll(planted);
        planted = Collections.unmodifiableMap(copy);
    }
}
