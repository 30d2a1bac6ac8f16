package io.github.leat.redshift.internal;

import io.github.leat.core.sink.SchemaPolicy;
import io.github.leat.core.sink.WriteMode;
import io.github.leat.redshift.PartCompression;
import java.util.List;

/**
 * What the user asked of a table. Immutable.
 *
 * @param table name of the table as the user writes it
 * @param key source or SQL names of the key columns; may be empty
 * @param mode what happens to rows that are there
 * @param policy what happens when columns or types differ
 * @param textBytes bytes of a new TEXT column
 * @param distKey SQL name of the column by which a new table is distributed; empty: Redshift decides
 * @param sortKey SQL names of the columns by which a new table is sorted; empty: Redshift decides
 * @param compression of the parts
 * @param parts how many parts are written at a time
 * @param isRenaming whether a replaced table gives its name to a new one, rather than its rows
 */
public record Options(
        String table,
        List<String> key,
        WriteMode mode,
        SchemaPolicy policy,
        int textBytes,
        String distKey,
        List<String> sortKey,
        PartCompression compression,
        int parts,
        boolean isRenaming) {
    /** Most bytes of a VARCHAR (database developer guide, "Character types", read 2026-11-26). */
    public static final int MAX_TEXT_BYTES = 65_535;

    /** Most parts at a time: each keeps a buffer of 5 MiB. */
    public static final int MAX_PARTS = 64;

    private static final int DEFAULT_PARTS = 4;

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if a number is out of its range
     */
    public Options {
        key = List.copyOf(key);
        sortKey = List.copyOf(sortKey);
        if (table.isEmpty()) {
            throw new IllegalArgumentException("A table needs a name.");
        }
        if (textBytes < 1 || textBytes > MAX_TEXT_BYTES) {
            throw new IllegalArgumentException(
                    "A VARCHAR has 1 to " + MAX_TEXT_BYTES + " bytes, got " + textBytes + ".");
        }
        if (parts < 1 || parts > MAX_PARTS) {
            throw new IllegalArgumentException("Parts must be 1 to " + MAX_PARTS + ", got " + parts + ".");
        }
    }

    /** The usual ones. */
    public static Options defaults() {
        return new Options(
                "data",
                List.of(),
                WriteMode.APPEND,
                SchemaPolicy.EVOLVE,
                MAX_TEXT_BYTES,
                "",
                List.of(),
                PartCompression.GZIP,
                DEFAULT_PARTS,
                true);
    }

    /** The same with another table. */
    public Options withTable(String other) {
        return new Options(other, key, mode, policy, textBytes, distKey, sortKey, compression, parts, isRenaming);
    }

    /** The same with another key. */
    public Options withKey(List<String> other) {
        return new Options(table, other, mode, policy, textBytes, distKey, sortKey, compression, parts, isRenaming);
    }

    /** The same with another mode. */
    public Options withMode(WriteMode other) {
        return new Options(table, key, other, policy, textBytes, distKey, sortKey, compression, parts, isRenaming);
    }

    /** The same with another schema policy. */
    public Options withPolicy(SchemaPolicy other) {
        return new Options(table, key, mode, other, textBytes, distKey, sortKey, compression, parts, isRenaming);
    }

    /** The same with another size of new TEXT columns. */
    public Options withTextBytes(int other) {
        return new Options(table, key, mode, policy, other, distKey, sortKey, compression, parts, isRenaming);
    }

    /** The same with another distribution. */
    public Options withDistKey(String other) {
        return new Options(table, key, mode, policy, textBytes, other, sortKey, compression, parts, isRenaming);
    }

    /** The same with another order. */
    public Options withSortKey(List<String> other) {
        return new Options(table, key, mode, policy, textBytes, distKey, other, compression, parts, isRenaming);
    }

    /** The same with another compression. */
    public Options withCompression(PartCompression other) {
        return new Options(table, key, mode, policy, textBytes, distKey, sortKey, other, parts, isRenaming);
    }

    /** The same with another number of parts. */
    public Options withParts(int other) {
        return new Options(table, key, mode, policy, textBytes, distKey, sortKey, compression, other, isRenaming);
    }

    /** The same with another way of replacing. */
    public Options withRenaming(boolean other) {
        return new Options(table, key, mode, policy, textBytes, distKey, sortKey, compression, parts, other);
    }
}
