package io.github.leat.core.schema;

import java.util.Objects;
import java.util.Optional;

/**
 * One column: its name in the source, its name in databases, and its type.
 *
 * <p>Immutable; the {@code with…} methods answer changed copies.
 *
 * @param name as the source has it, byte for byte; may be empty
 * @param sqlName lower snake case, not empty, unique within a schema
 * @param type what the texts are read as
 * @param format how the texts of a BOOLEAN, DATE, TIME or TIMESTAMP are written, as {@link ValueFormat} names it; empty for
 *     the type's ISO form and for the other types
 * @param nullable whether a NULL was seen or is allowed
 * @param origin whether the type was inferred from a sample or declared by the user
 * @param hxl the HXL hashtag with attributes, such as {@code #adm1+name}
 */
public record Column(
        String name,
        String sqlName,
        ColumnType type,
        Optional<ValueFormat> format,
        boolean nullable,
        Origin origin,
        Optional<String> hxl) {

    /** Where a column's type comes from: it decides what a value that breaks the type does. */
    public enum Origin {
        /** Inferred: the text of each value must be what writing the value back would give, else the column widens. */
        INFERRED,
        /** No value was seen: TEXT for want of anything better; a target that has the column decides its type. */
        NO_VALUES,
        /** Declared by the user or by the target: any text of the type will do, else the record is rejected. */
        DECLARED
    }

    /** @throws IllegalArgumentException if {@code sqlName} is empty */
    public Column {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(hxl, "hxl");
        if (sqlName.isEmpty()) {
            throw new IllegalArgumentException("Column \"" + name + "\" needs an SQL name.");
        }
    }

    /** A declared, nullable column with its ISO form, without HXL tag; the SQL name is derived from the name. */
    public static Column of(String name, ColumnType type) {
        return new Column(name, SqlNames.derive(name), type, Optional.empty(), true, Origin.DECLARED, Optional.empty());
    }

    /** The same column under another source name and SQL name. */
    public Column withNames(String newName, String newSqlName) {
        return new Column(newName, newSqlName, type, format, nullable, origin, hxl);
    }

    /** The same column with another type and the type's ISO form. */
    public Column withType(ColumnType newType) {
        return new Column(name, sqlName, newType, Optional.empty(), nullable, origin, hxl);
    }

    /** The same column with another type and form of its texts. */
    public Column withType(ColumnType newType, Optional<ValueFormat> newFormat) {
        return new Column(name, sqlName, newType, newFormat, nullable, origin, hxl);
    }

    /** The same column, nullable or not. */
    public Column withNullable(boolean newNullable) {
        return new Column(name, sqlName, type, format, newNullable, origin, hxl);
    }

    /** The same column with another origin of its type. */
    public Column withOrigin(Origin newOrigin) {
        return new Column(name, sqlName, type, format, nullable, newOrigin, hxl);
    }

    /** The same column with an HXL tag. */
    public Column withHxl(String tag) {
        return new Column(name, sqlName, type, format, nullable, origin, Optional.of(tag));
    }
}
