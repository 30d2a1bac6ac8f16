package io.github.leat.rds.internal.postgres;

import io.github.leat.core.schema.ColumnType;
import io.github.leat.rds.internal.TargetColumn;
import java.util.Optional;

/**
 * A column of a table as the catalogue has it.
 *
 * @param name unquoted
 * @param nativeType as SQL writes it, with its modifiers
 * @param notNull whether NULL is refused, by the column or by its domain
 * @param hasDefault whether a value is made when none is given
 * @param generated whether it cannot be written
 * @param baseType the type's OID; of a domain that of the type under it
 * @param modifier of the base type; -1 for none
 * @param isEnum whether the base type is an enumeration
 * @param isText whether the base type is an extension's text type, written like text (citext)
 * @param alterable whether its type can be changed: nothing else stands on it
 * @param isDomain whether the type is a domain, which may have rules
 */
record Attribute(
        String name,
        String nativeType,
        boolean notNull,
        boolean hasDefault,
        boolean generated,
        int baseType,
        int modifier,
        boolean isEnum,
        boolean isText,
        boolean alterable,
        boolean isDomain) {

    TargetColumn asColumn() {
        return new TargetColumn(
                name,
                nativeType,
                Optional.of(PostgresTypes.typeOf(baseType, modifier)),
                !notNull,
                hasDefault,
                generated,
                alterable);
    }

    /** Most characters of the value; -1 for no bound. */
    int maxCharacters() {
        return (baseType == Oid.VARCHAR || baseType == Oid.BPCHAR) && modifier > 4 ? modifier - 4 : -1;
    }

    /** Whether everything that the column could refuse is found here, before the server sees it. */
    boolean isChecked(ColumnType from) {
        boolean parsedByServer = switch (baseType) {
            case Oid.TEXT, Oid.VARCHAR, Oid.UUID -> false;
            default -> from.kind() == ColumnType.Kind.TEXT;
        };
        return !notNull && !isDomain && !isEnum && !isText && !parsedByServer;
    }

    /** Whether a value of this type has a binary form here. */
    boolean isBinary(ColumnType from) {
        return isEnum || isText || PostgresTypes.isBinary(baseType, from);
    }
}
