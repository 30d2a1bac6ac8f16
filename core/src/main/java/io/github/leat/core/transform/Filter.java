package io.github.leat.core.transform;

import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.record.Rejects;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.transform.internal.Condition;
import io.github.leat.core.transform.internal.Predicate;
import io.github.leat.core.transform.internal.PredicateParser;

/**
 * Keeps the records for which a predicate is true; the load counts the others as skipped.
 *
 * <p>A predicate compares columns with literals: {@code country in ('BDI', 'RWA') and (fatalities >= 1 or notes is not
 * null)}. There are {@code = <> != < <= > >=}, {@code in}, {@code between}, {@code is null}, each with {@code not}, and
 * {@code and}, {@code or}, {@code not}, parentheses. A column is its name, SQL name or HXL tag, in double quotes where it is
 * not one plain word or is a word of the language; a text, date or time is in single quotes, a quote inside is doubled. Texts
 * are compared byte by byte in UTF-8, dates and times in their ISO form. As in SQL, a comparison with NULL is not true, and
 * its opposite is not true either.
 *
 * <p>Works on conformed batches, on the bytes and decoded values; no String is made. Immutable and thread-safe.
 */
public final class Filter implements Transform {
    private final Predicate predicate;
    private volatile Bound bound;

    private record Bound(Schema schema, Condition condition) {}

    private Filter(Predicate predicate) {
        this.predicate = predicate;
        this.bound = new Bound(Schema.of(), cursor -> Condition.Answer.UNKNOWN);
    }

    /**
     * Reads a predicate.
     *
     * @throws IllegalArgumentException if it is not one; the message names the character
     */
    public static Filter where(String predicate) {
        return new Filter(PredicateParser.parse(predicate));
    }

    /**
     * The same columns.
     *
     * @throws io.github.leat.core.SchemaException if the predicate names a column that is not there, or compares one with a
     *     literal that is not of its type
     */
    @Override
    public Schema outputSchema(Schema input) {
        predicate.bind(input);
        return input;
    }

    @Override
    public RecordBatch apply(RecordBatch batch, Rejects rejects) {
        Bound current = bound;
        if (!current.schema().equals(batch.schema())) {
            current = new Bound(batch.schema(), predicate.bind(batch.schema()));
            bound = current;
        }
        Condition condition = current.condition();
        RecordCursor cursor = batch.cursor();
        return batch.select(index -> cursor.next() && condition.test(cursor) == Condition.Answer.TRUE);
    }
}
