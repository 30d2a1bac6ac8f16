package io.github.leat.core.transform;

import io.github.leat.core.record.ByteSlice;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.Rejects;
import io.github.leat.core.record.internal.ColumnRewrite;
import io.github.leat.core.record.internal.ColumnRewrite.Outcome;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.transform.internal.ColumnNames;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Makes some texts NULL, quoted or not, compared byte by byte. Comes before conforming, so that the others may be numbers.
 * Batches without such texts are not copied.
 */
public final class NullIf implements Transform {
    private final Set<String> everywhere;
    private final Map<String, Set<String>> byColumn;

    private NullIf(Set<String> everywhere, Map<String, Set<String>> byColumn) {
        this.everywhere = everywhere;
        this.byColumn = byColumn;
    }

    /** Nothing is made NULL. */
    public static NullIf none() {
        return new NullIf(Set.of(), Map.of());
    }

    /** These texts, too, in all columns. */
    public NullIf texts(Collection<String> texts) {
        Set<String> more = new LinkedHashSet<>(everywhere);
        more.addAll(texts);
        return new NullIf(Collections.unmodifiableSet(more), byColumn);
    }

    /** These texts, too, in one column: its source name, SQL name or HXL tag. */
    public NullIf texts(String column, Collection<String> texts) {
        Map<String, Set<String>> more = new LinkedHashMap<>(byColumn);
        Set<String> joined = new LinkedHashSet<>(more.getOrDefault(column, Set.of()));
        joined.addAll(texts);
        more.put(column, Collections.unmodifiableSet(joined));
        return new NullIf(everywhere, Collections.unmodifiableMap(more));
    }

    /** The columns that it looks at, by index. */
    public int[] columns(Schema schema) {
        return everywhere.isEmpty()
                ? byColumn.keySet().stream()
                        .mapToInt(name -> ColumnNames.indexOf(schema, name))
                        .distinct()
                        .toArray()
                : IntStream.range(0, schema.size()).toArray();
    }

    /**
     * The same columns.
     *
     * @throws io.github.leat.core.SchemaException if a named column is not there
     */
    @Override
    public Schema outputSchema(Schema input) {
        byColumn.keySet().forEach(name -> ColumnNames.indexOf(input, name));
        return input;
    }

    @Override
    public RecordBatch apply(RecordBatch batch, Rejects rejects) {
        RecordBatch result = batch;
        for (int column : columns(batch.schema())) {
            byte[][] texts = textsFor(batch.schema(), column);
            result = ColumnRewrite.apply(
                    result, column, (text, quoted) -> isOneOf(texts, text) ? Outcome.NULL : Outcome.KEPT);
        }
        return result;
    }

    private byte[][] textsFor(Schema schema, int column) {
        Set<String> texts = new LinkedHashSet<>(everywhere);
        byColumn.forEach((name, own) -> {
            if (ColumnNames.indexOf(schema, name) == column) {
                texts.addAll(own);
            }
        });
        return texts.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    }

    private static boolean isOneOf(byte[][] texts, ByteSlice text) {
        for (byte[] candidate : texts) {
            if (text.length() == candidate.length
                    && Arrays.equals(
                            text.array(),
                            text.offset(),
                            text.offset() + text.length(),
                            candidate,
                            0,
                            candidate.length)) {
                return true;
            }
        }
        return false;
    }

    /** Which texts where: equal for equal ones. */
    @Override
    public String toString() {
        return everywhere + " " + byColumn;
    }

    /** The empty answer says that nothing is to be done. */
    public Optional<NullIf> ifAny() {
        return everywhere.isEmpty() && byColumn.isEmpty() ? Optional.empty() : Optional.of(this);
    }
}
