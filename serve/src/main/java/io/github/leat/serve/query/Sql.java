package io.github.leat.serve.query;

import java.util.ArrayList;
import java.util.List;

/**
 * A statement with what is bound to its question marks. Immutable.
 *
 * @param text SQL in which names come from the catalog alone
 * @param values a {@link String}, {@link Long}, {@link Double}, {@link Boolean} or {@link java.math.BigDecimal} for each
 *     parameter, in order
 */
public record Sql(String text, List<Object> values) {
    /** Copies the list. */
    public Sql {
        values = List.copyOf(values);
    }

    /** Without parameters. */
    public static Sql of(String text) {
        return new Sql(text, List.of());
    }

    /** Both, one after the other. */
    public Sql then(Sql next) {
        List<Object> all = new ArrayList<>(values);
        all.addAll(next.values);
        return new Sql(text + next.text, all);
    }

    /** More text. */
    public Sql then(String more) {
        return new Sql(text + more, values);
    }

    /** All of them with a text between. */
    public static Sql join(String between, List<Sql> parts) {
        List<String> texts = new ArrayList<>();
        List<Object> all = new ArrayList<>();
        for (Sql part : parts) {
            texts.add(part.text);
            all.addAll(part.values);
        }
        return new Sql(String.join(between, texts), all);
    }
}
