package io.github.leat.core.sink;

/** What a target makes of parts of one source that are loaded at once or in another order. */
public enum PartOrder {
    /** The same, whatever the order: all records are added. */
    ANY,
    /** The same as long as no key is in two parts; else the part that completes last decides, not the place in the source. */
    KEYS,
    /** Something else: the source must be loaded as a whole. */
    WHOLE;

    /** What a write mode makes of parts. */
    public static PartOrder of(WriteMode mode) {
        return switch (mode) {
            case APPEND -> ANY;
            case UPSERT, INSERT_NEW -> KEYS;
            case REPLACE -> WHOLE;
        };
    }
}
