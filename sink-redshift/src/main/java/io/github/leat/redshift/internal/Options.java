package io.github.leat.redshift.internal;

import io.github.leat.core.sink.SchemaPolicy;
import io.github.leat.core.sink.WriteMode;
import io.github.leat.redshift.PartCompression;
import java.util.List;

/**
 * What the user asked of a load. Immutable.
 *
 * @param table name of the table as the user writes it
 * @param key source or SQL names of the key columns; may be empty
 * @param mode what happens to rows that are there
 * @param policy what happens when columns or types differ
 * @param layout of a new table and of new columns
 * @param compression of the parts
 * @param parts how many parts are written at a time; 0: the cluster is asked for its slices
 * @param isRenaming whether a replaced table gives its name to a new one, rather than its rows
 */
public record Options(
        String table,
        List<String> key,
        WriteMode mode,
        SchemaPolicy policy,
        Layout layout,
        PartCompression compression,
        int parts,
        boolean isRenaming) {
    /** Most parts at a time: each keeps a buffer of 5 MiB. */
    public static final int MAX_PARTS = 64;

    /**
     * Copies the key.
     *
     * @throws IllegalArgumentException if the table has no name, or the parts are out of their range
     */
    public Options {
        key = List.copyOf(key);
        if (table.isEmpty()) {
            throw new IllegalArgumentException("A table needs a name.");
        }
        if (parts < 0 || parts > MAX_PARTS) {
            throw new IllegalArgumentException("Parts must be 1 to " + MAX_PARTS + ", got " + parts + ".");
        }
    }

    /** The usual ones. */
    public static Options defaults() {
        return new Options(
                "data", List.of(), WriteMode.APPEND, SchemaPolicy.EVOLVE, Layout.none(), PartCompression.GZIP, 0, true);
    }

    /** The same with another table. */
    public Options withTable(String other) {
        return new Options(other, key, mode, policy, layout, compression, parts, isRenaming);
    }

    /** The same with another key. */
    public Options withKey(List<String> other) {
        return new Options(table, other, mode, policy, layout, compression, parts, isRenaming);
    }

    /** The same with another mode. */
    public Options withMode(WriteMode other) {
        return new Options(table, key, other, policy, layout, compression, parts, isRenaming);
    }

    /** The same with another schema policy. */
    public Options withPolicy(SchemaPolicy other) {
        return new Options(table, key, mode, other, layout, compression, parts, isRenaming);
    }

    /** The same with another layout of new tables. */
    public Options withLayout(Layout other) {
        return new Options(table, key, mode, policy, other, compression, parts, isRenaming);
    }

    /** The same with another compression. */
    public Options withCompression(PartCompression other) {
        return new Options(table, key, mode, policy, layout, other, parts, isRenaming);
    }

    /** The same with another number of parts. */
    public Options withParts(int other) {
        return new Options(table, key, mode, policy, layout, compression, other, isRenaming);
    }

    /** The same with another way of replacing. */
    public Options withRenaming(boolean other) {
        return new Options(table, key, mode, policy, layout, compression, parts, other);
    }
}
