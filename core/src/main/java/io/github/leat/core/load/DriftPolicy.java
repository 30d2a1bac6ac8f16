package io.github.leat.core.load;

import io.github.leat.core.sink.SchemaPolicy;
import java.util.Locale;
import java.util.Objects;

/**
 * What happens where a source's columns differ from those that the target has. Immutable. A target that is not there yet, or
 * has no columns of its own, differs in nothing.
 *
 * @param newColumn a column of the source that the target lacks
 * @param missingColumn a column of the target that the source lacks
 * @param typeChange a value that is not of its column's type in the target
 */
public record DriftPolicy(NewColumn newColumn, MissingColumn missingColumn, TypeChange typeChange) {
    /** For a column of the source that the target lacks. */
    public enum NewColumn {
        /** The target gets the column. */
        ADD,
        /** The column is not loaded. */
        IGNORE,
        /** The source is refused before anything is written. */
        REJECT
    }

    /** For a column of the target that the source lacks. */
    public enum MissingColumn {
        /** It is left alone: new rows get its default or NULL, rows that an upsert updates keep what they have. */
        IGNORE,
        /** It is written as NULL, also into rows that an upsert updates. */
        NULL,
        /** The source is refused before anything is written. */
        REJECT
    }

    /** For a value that is not of its column's type in the target. */
    public enum TypeChange {
        /** The column widens where the target can; else the record is rejected. */
        WIDEN,
        /** The value becomes NULL; the report counts such values. */
        NULL,
        /** The record is rejected. */
        REJECT
    }

    /** Nothing may be null. */
    public DriftPolicy {
        Objects.requireNonNull(newColumn, "newColumn");
        Objects.requireNonNull(missingColumn, "missingColumn");
        Objects.requireNonNull(typeChange, "typeChange");
    }

    /** EVOLVE: add, ignore, widen. FREEZE: reject, ignore, reject. */
    public static DriftPolicy of(SchemaPolicy policy) {
        return policy == SchemaPolicy.EVOLVE
                ? new DriftPolicy(NewColumn.ADD, MissingColumn.IGNORE, TypeChange.WIDEN)
                : new DriftPolicy(NewColumn.REJECT, MissingColumn.IGNORE, TypeChange.REJECT);
    }

    /** The policy that a sink needs to let this one be done. */
    public SchemaPolicy sinkPolicy() {
        return newColumn == NewColumn.ADD || typeChange == TypeChange.WIDEN ? SchemaPolicy.EVOLVE : SchemaPolicy.FREEZE;
    }

    /**
     * This policy with some parts replaced, as in {@code new=ignore,missing=null,type=reject}.
     *
     * @throws IllegalArgumentException if the text is not of that form
     */
    public DriftPolicy with(String text) {
        DriftPolicy policy = this;
        for (String part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            String name = part.substring(0, Math.max(equals, 0)).strip();
            String value = part.substring(equals + 1).strip();
            policy = switch (name) {
                case "new" ->
                    new DriftPolicy(choice(part, value, NewColumn.values()), policy.missingColumn, policy.typeChange);
                case "missing" ->
                    new DriftPolicy(policy.newColumn, choice(part, value, MissingColumn.values()), policy.typeChange);
                case "type" ->
                    new DriftPolicy(policy.newColumn, policy.missingColumn, choice(part, value, TypeChange.values()));
                default ->
                    throw new IllegalArgumentException("\"" + part
                            + "\" is no drift contract. Write new=add|ignore|reject, missing=ignore|null|reject,"
                            + " type=widen|null|reject, separated by commas.");
            };
        }
        return policy;
    }

    private static <E extends Enum<E>> E choice(String part, String value, E[] choices) {
        StringBuilder names = new StringBuilder();
        for (E choice : choices) {
            String name = choice.name().toLowerCase(Locale.ROOT);
            if (name.equals(value.toLowerCase(Locale.ROOT))) {
                return choice;
            }
            names.append(names.isEmpty() ? "" : ", ").append(name);
        }
        throw new IllegalArgumentException("\"" + part + "\": choose one of " + names + ".");
    }
}
